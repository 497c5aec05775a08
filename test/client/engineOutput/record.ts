/**
 * Builds every case of `cases.ts` and `progressCases.ts` with one real engine and writes down what it printed:
 * `tsx record.ts <engine id> [cases | progress]`. Those of Docker 20.10 and podman are started for it; the others are the
 * engine that DOCKER_HOST, DOCKER_CONFIG and PATH name, with an image `alpine:latest` in it.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { Builder } from "../../../client/src/engine/engine";
import { runProgram, type Ended } from "../../support/engine";
import { startDocker20, startSecondEngine } from "../../support/engines/dockerEngines";
import type { Started } from "../../support/engines/otherEngine";
import { startPodman } from "../../support/engines/podman";
import { engineCases, type EngineId } from "./cases";
import { progressCases, type ProgressCase } from "./progressCases";

/** The two of `Platforms` are engines that keep images of several platforms; they build only what has some. */
type RecordedId = EngineId | "rawjson" | "buildxPlatforms" | "rawjsonPlatforms";

interface Recorder {
  builder: Builder;
  progress?: "plain" | "rawjson";
  /** Starts the engine; without it, the one at hand is asked. */
  start?: () => Promise<Started>;
  /** Those of the progress cases that it builds, and none of the others; all by default. */
  only?: string[];
}

const manyPlatforms = { start: () => startSecondEngine("containerd"), only: ["platforms"] };

const recorders: Record<RecordedId, Recorder> = {
  buildx: { builder: "buildx", progress: "plain" },
  rawjson: { builder: "buildx", progress: "rawjson" },
  buildxPlatforms: { builder: "buildx", progress: "plain", ...manyPlatforms },
  rawjsonPlatforms: { builder: "buildx", progress: "rawjson", ...manyPlatforms },
  embedded: { builder: "embedded", progress: "plain", start: startDocker20 },
  legacy28: { builder: "legacy" },
  legacy20: { builder: "legacy", start: startDocker20 },
  podman: { builder: "podman", start: startPodman },
};

const BUILD_WITHIN = 120_000;
const IMAGE = "stages-recorded/image";
const BASE = "stages-recorded/base";
/** Stands for the folder of a case, which is another one each time. */
const CONTEXT = "/context";

interface Recorded {
  status: number | null;
  out: string[];
  err: string[];
}

async function main(id: string | undefined, what: string | undefined): Promise<void> {
  if (id === undefined || !(id in recorders)) {
    throw new Error(`Name one of the engines: ${Object.keys(recorders).join(", ")}.`);
  }
  const recorder = recorders[id as RecordedId];
  const started = await recorder.start?.();
  if (started !== undefined && "missing" in started) throw new Error(started.missing);
  const withoutPlugins = mkdtempSync(path.join(tmpdir(), "stages-"));
  try {
    await started?.engine.load({ standIn: "alpine:latest" });
    const env = variables(id, withoutPlugins);
    const run: Run = args =>
      started?.engine.ask(args, env) ?? runProgram("docker", args, { timeout: BUILD_WITHIN, env });
    if (what !== "progress" && recorder.progress !== "rawjson" && recorder.only === undefined)
      await recordCases(id, recorder, run);
    if (what !== "cases") await recordProgress(id, recorder, run);
    await run(["image", "rm", "--force", IMAGE, BASE]);
  } finally {
    rmSync(withoutPlugins, { recursive: true });
    await started?.engine.stop();
  }
}

/** What leads the docker program to another builder than buildx. */
function variables(id: string, withoutPlugins: string): Record<string, string> {
  if (id === "embedded") return { DOCKER_BUILDKIT: "1" };
  return id === "legacy28" ? { DOCKER_CONFIG: withoutPlugins } : {};
}

type Run = (args: string[]) => Promise<Ended>;

async function recordCases(id: string, recorder: Recorder, run: Run): Promise<void> {
  const recorded: Record<string, Recorded> = {};
  for (const [name, engineCase] of Object.entries(engineCases)) {
    const { dockerfile, target } = engineCase;
    recorded[name] = (
      await record({ dockerfile, ...(target && { target: asWritten(target, dockerfile) }) }, recorder, run)
    ).recorded;
    console.log(`${name}: status ${recorded[name].status}`);
  }
  write(`${id}.json`, recorded);
}

async function recordProgress(id: string, recorder: Recorder, run: Run): Promise<void> {
  const all: Record<string, Recorded> = {};
  for (const [name, progressCase] of Object.entries(progressCases)) {
    if (recorder.only?.includes(name) === false) continue;
    const { dockerfile, base } = progressCase;
    if (base !== undefined) {
      // Podman drops the triggers of an image in its own format.
      const options = recorder.builder === "podman" ? ["--format", "docker"] : [];
      await record({ dockerfile: base, image: BASE, options }, recorder, run);
    }
    const options = [...(progressCase.twice ? [] : ["--no-cache"]), ...(progressCase.options ?? [])];
    const { args, recorded } = await record({ ...progressCase, options }, recorder, run);
    console.log(`${name}: status ${recorded.status}`);
    if (recorder.progress === "rawjson") {
      write(`rawjson/${name}.json`, { dockerfile, args, status: recorded.status, output: recorded.err });
    }
    all[name] = recorded;
  }
  if (recorder.progress !== "rawjson") write(`progress/${id}.json`, all);
}

/** Podman knows a stage by the name as it is written, and Docker by any case. */
function asWritten(target: string, dockerfile: string): string {
  return new RegExp(`\\bAS (${target})$`, "im").exec(dockerfile)?.[1] ?? target;
}

async function record(
  { dockerfile, target, options = [], twice, image = IMAGE }: ProgressCase & { image?: string },
  { builder, progress }: Recorder,
  run: Run,
): Promise<{ args: string[]; recorded: Recorded }> {
  const folder = mkdtempSync(path.join(tmpdir(), "stages-"));
  writeFileSync(path.join(folder, "Dockerfile"), dockerfile);
  writeFileSync(path.join(folder, "exists.txt"), "here\n");
  const args = [
    ...(builder === "buildx" ? ["buildx", "build"] : ["build"]),
    ...(progress === undefined ? [] : [`--progress=${progress}`]),
    ...(target === undefined ? [] : ["--target", target]),
    ...["-f", path.join(folder, "Dockerfile"), "-t", image, ...options, folder],
  ];
  if (twice) await run(args);
  const { status, stdout, stderr } = await run(args);
  rmSync(folder, { recursive: true });
  // Nothing of the machine that records.
  const lines = (text: string) =>
    text
      .replaceAll(folder, CONTEXT)
      .replaceAll(/\/tmp\/stages-\w{6}\b/g, "/engine")
      .replaceAll(/\bstages-\w{6}\b/g, "engine")
      .replaceAll(/\bon [\d.]+:53\b/g, "on 192.0.2.53:53")
      .replaceAll(/\budp [\d.:]+->[\d.]+:53\b/g, "udp 192.0.2.1:40000->192.0.2.53:53")
      .replaceAll(/\budp [\d.]+:53\b/g, "udp 192.0.2.53:53")
      .split("\n");
  return {
    args: args.map(arg => arg.replace(folder, CONTEXT)),
    recorded: { status, out: lines(stdout), err: lines(stderr) },
  };
}

function write(name: string, value: unknown): void {
  const file = path.join(__dirname, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 1)}\n`);
}

void main(process.argv[2], process.argv[3]);
