// A build of a project with the real engine, beside what the history has forecast of it.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createHistory, type History } from "../../../client/src/history/history";
import type { StageCost } from "../../../client/src/history/stageCost";
import type { CacheListing } from "../../../client/src/history/askedBuild";
import { readCacheRecords } from "../../../client/src/engine/cacheRecords";
import type { Reason } from "../../../client/src/history/reason";
import { createProgressReader } from "../../../client/src/progress/progressReader";
import type { BuiltFile } from "../../../client/src/progress/stepPlaces";
import { stepOutcomes } from "../../../client/src/results/stepOutcomes";
import { snapshotAnswer } from "../../../server/src/features/snapshot";
import { stepInputsAnswer } from "../../../server/src/features/stepInputs";
import { runProgram } from "../../support/engine";
import { contextOf } from "../../support/feature";

/** Who builds: its name in the history, and how the docker program is led to it. */
export interface AskedBuilder {
  name: string;
  /** Before the command. */
  place: readonly string[];
  env: Record<string, string>;
}

const RUNNING: AskedBuilder = { name: "docker", place: [], env: {} };

/** A project as it is on disk now, and what its build is given. */
export interface ProjectToBuild {
  folder: string;
  /** Of the Dockerfile. */
  text: string;
  target: string;
  buildArgs: Record<string, string>;
  noCache: "all" | string[];
  platform?: string;
  builder?: AskedBuilder;
}

/** One step of a build: what was forecast, what the builder did. */
export interface ComparedStep {
  stage: string;
  text: string;
  forecast: boolean;
  ran: boolean;
}

export interface Compared {
  steps: ComparedStep[];
  /** By step, why it ran; of the steps that ran. */
  reasons: { text: string; reasons: Reason[] }[];
  forecast: StageCost | undefined;
  log: string;
}

export interface Comparison {
  history: History;
  build: (project: ProjectToBuild) => Promise<Compared>;
}

const BUILD_WITHIN = 120_000;

/** Compares with a history of its own in a folder. */
export function openComparison(folder: string): Comparison {
  const history = createHistory(folder, "salt");
  return {
    history,
    async build(project) {
      const { buildArgs, noCache, text, platform, builder = RUNNING } = project;
      const context = contextOf(text);
      const given = { buildArgs, ...(platform !== undefined && { platforms: [platform] }) };
      const snapshot = snapshotAnswer(context, given);
      const inputs = stepInputsAnswer(context, given);
      const target = snapshot.stages.findIndex(({ name }) => name === project.target);
      const images = await idsOf(
        inputs.stages.flatMap(({ base }) =>
          typeof base === "object" && base !== null && "image" in base ? [base.image] : [],
        ),
        builder,
      );
      const asked = {
        dockerfile: `file://${project.folder}/Dockerfile`,
        path: join(project.folder, "Dockerfile"),
        stages: inputs.stages.map((stage, index) => ({ ...stage, name: snapshot.stages[index]?.name ?? "" })),
        builder: builder.name,
        platform: platform ?? "",
        noCache,
        contexts: { "": project.folder },
        images,
      };
      const [forecast] = history.forecast(asked, [target], await cacheOf(builder));
      history.begin("build", { ...asked, target });
      const reader = createProgressReader({ builder: "buildx", progress: "rawjson" });
      const { status, log } = await run(project, text => {
        reader.write("err", text);
      });
      reader.end(status !== 0);
      const file: BuiltFile = {
        name: "Dockerfile",
        lines: text.split("\n"),
        model: snapshot,
        instructions: snapshot.instructions,
        target,
      };
      const outcomes = stepOutcomes(reader.record, file, asked.stages, Date.now());
      const cost = history
        .end("build", Date.now(), outcomes, {}, {}, await cacheOf(builder))
        .find(({ stage }) => stage === target);
      const would = new Set(forecast?.running.map(({ stage, step }) => `${stage} ${step}`));
      return {
        log: status === 0 ? "" : log,
        forecast,
        reasons: cost?.running.map(({ text, reasons }) => ({ text, reasons })) ?? [],
        steps: outcomes
          .filter(({ outcome }) => outcome === "ran" || outcome === "cached")
          .map(({ stage, step, outcome }) => ({
            stage: snapshot.stages[stage]?.displayName ?? "",
            text: asked.stages[stage]?.steps[step]?.text ?? "",
            forecast: would.has(`${stage} ${step}`),
            ran: outcome === "ran",
          })),
      };
    },
  };
}

/** As the extension asks for it. */
async function cacheOf({ place, env }: AskedBuilder): Promise<CacheListing> {
  const at = Date.now();
  const { stdout } = await runProgram("docker", [...place, "buildx", "du", "--verbose"], {
    timeout: BUILD_WITHIN,
    env,
  });
  return { at, records: readCacheRecords(stdout) };
}

async function idsOf(
  names: readonly string[],
  { place, env }: AskedBuilder,
): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const name of names) {
    const args = [...place, "image", "inspect", "--format", "{{.Id}}", name];
    const { stdout } = await runProgram("docker", args, { timeout: BUILD_WITHIN, env });
    ids[name] = `id:${stdout.trim()}`;
  }
  return ids;
}

function run(
  { buildArgs, noCache, target, folder, platform, builder = RUNNING }: ProjectToBuild,
  onText: (text: string) => void,
): Promise<{ status: number | null; log: string }> {
  const args = [
    ...builder.place,
    "buildx",
    "build",
    "--progress=rawjson",
    "--target",
    target,
    "--output=type=cacheonly",
  ];
  for (const [name, value] of Object.entries(buildArgs)) args.push("--build-arg", `${name}=${value}`);
  if (platform !== undefined) args.push("--platform", platform);
  if (noCache === "all") args.push("--no-cache");
  else for (const stage of noCache) args.push("--no-cache-filter", stage);
  return new Promise(resolve => {
    const child = spawn("docker", [...args, folder], { env: { ...process.env, ...builder.env } });
    let log = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      onText(text);
    });
    child.on("close", status => {
      resolve({ status, log });
    });
  });
}
