/**
 * Builds as our extension starts them, beside the bare command line with the same arguments, in pairs: by what of our code needs no
 * editor, and by clicks inside the real VS Code.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBuildSettings } from "../client/src/build/request/buildSettings";
import { createRequest } from "../client/src/build/request/createRequest";
import { targetOfName } from "../client/src/build/request/stageTarget";
import { engineCommand } from "../client/src/engine/engineCommand";
import { createProbeCache, type ProbeCache } from "../client/src/engine/probeCache";
import { runProcess } from "../client/src/engine/runProcess";
import { createBuildLog } from "../client/src/progress/buildLog";
import { createProgressReader } from "../client/src/progress/progressReader";
import { modelOf } from "../test/client/modelOf";
import { ensureImages } from "../test/support/engine";
import { BUILD_TEXTS, FIRST_CLICKS, PAIRS, type BuildCase } from "./buildCases";
import { summed, type BuildResults } from "./buildFigures";
import { removeImagesOf } from "./builtImages";
import type { EditorFigures } from "./editor/figures";
import { measureInEditor } from "./editor/run";
import { buildBare, type BuildPair, type BuildTimes } from "./watchedEngine";

/** Needs an engine with `alpine:latest`, and the bundles. Removes its images. */
export async function measureBuilds(root: string): Promise<BuildResults> {
  const missing = await ensureImages(["alpine:latest"]);
  if (missing !== undefined) return { figures: [], skipped: missing };
  const outside = summed(await measureOutside(), false);
  const inside = await measureInEditor(root);
  if ("skipped" in inside) return { figures: outside, skipped: inside.skipped };
  return { figures: [...outside, ...summed(inside, true)], skipped: null };
}

async function measureOutside(): Promise<Partial<Record<keyof EditorFigures, BuildPair[]>>> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "dfs-bench-")));
  const files = {
    quick: writeCase(scratch, "quick"),
    slow: writeCase(scratch, "slow"),
  };
  try {
    const known = createProbeCache();
    const { command } = await buildOurs(files.quick, "quick", known);
    const first = await inTurns(FIRST_CLICKS, command, () =>
      buildOurs(files.quick, "quick", createProbeCache()),
    );
    const quick = await inTurns(PAIRS.quick, command, () => buildOurs(files.quick, "quick", known));
    const uncached = await buildOurs(files.slow, "slow", known);
    const slow = await inTurns(PAIRS.slow, uncached.command, () => buildOurs(files.slow, "slow", known));
    return { first, quick, slow };
  } finally {
    for (const file of Object.values(files)) await removeImagesOf(file);
    rmSync(scratch, { recursive: true, force: true });
  }
}

function writeCase(folder: string, which: BuildCase): string {
  const place = join(folder, `dfs-bench-${process.pid}-${which}`);
  mkdirSync(place);
  const file = join(place, "Dockerfile");
  writeFileSync(file, BUILD_TEXTS[which]);
  return file;
}

async function inTurns(
  count: number,
  command: string[],
  ours: () => Promise<{ times: BuildTimes }>,
): Promise<BuildPair[]> {
  const pairs: BuildPair[] = [];
  for (let pair = 0; pair < count; pair++) {
    const before = pair % 2 === 0 ? await buildBare(command) : undefined;
    const { times } = await ours();
    pairs.push({ ours: times, bare: before ?? (await buildBare(command)) });
  }
  return pairs;
}

/** What lies between a click and the engine's first step, but for the editor and the server. */
async function buildOurs(
  dockerfile: string,
  which: BuildCase,
  engines: ProbeCache,
): Promise<{ times: BuildTimes; command: string[] }> {
  const begun = performance.now();
  const read = readBuildSettings(key => (key === "build.noCache" && which === "slow" ? "all" : undefined));
  if ("problem" in read) throw new Error(read.problem);
  const { settings } = read;
  const probe = await engines.probe(settings.programs, settings.engine);
  if ("missing" in probe) throw new Error("The engine answered a moment ago.");
  const model = modelOf(BUILD_TEXTS[which]);
  const target = targetOfName(model, undefined);
  if (target.kind !== "last") throw new Error("The last stage is always there.");
  const workspaceFolder = undefined;
  const { engine } = probe;
  const prepared = createRequest({
    ...{ dockerfile, workspaceFolder, model, target, settings, engine, chosen: {} },
  });
  if (prepared.problem !== undefined) throw new Error(prepared.problem.message);
  const log = createBuildLog();
  let firstStep: number | undefined;
  const reader = createProgressReader(engine, event => {
    log(event);
    if (event.kind === "step" && event.step.place !== undefined) firstStep ??= performance.now();
  });
  const command = engineCommand(prepared.request, "read");
  const end = await runProcess(command, (stream, text) => {
    reader.write(stream, text);
  }).ended;
  const whole = performance.now() - begun;
  const failed = "notStarted" in end || end.status !== 0;
  reader.end(failed);
  if (failed || firstStep === undefined) throw new Error(`The build failed: ${reader.failure().message}`);
  return { times: { firstStep: firstStep - begun, whole }, command: [command.file, ...command.args] };
}
