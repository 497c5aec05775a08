/** What tools of language models know of builds in this window, and how they build. */
import { open, realpath } from "node:fs/promises";
import type * as vscode from "vscode";
import type {
  BuildOutcome,
  BuildTool,
  KeptHistory,
  RunSteps,
  StageSize,
} from "../../../server/src/shared/tools/host";
import { ToolProblem } from "../../../server/src/shared/tools/toolProblem";
import type { Build } from "../build/build";
import { targetOfIndex } from "../build/request/stageTarget";
import type { BuildSession } from "../build/session";
import { buildInBackground } from "../build/task/buildInBackground";
import { TASK_TYPE, type BuildTaskDefinition } from "../build/task/taskDefinition";
import type { StageCost } from "../history/stageCost";
import type { ModelInstruction, ModelStage } from "../../../server/src/protocol";
import { inspectImage } from "../engine/image";
import { buildOutcome, notStarted, secretFilesOf } from "../report/buildOutcome";
import type { BuildHistory } from "../results/buildHistory";
import type { Results } from "../results/results";
import type { LanguageServer } from "../server/languageServer";
import type { BuiltSizes } from "../views/builtSizes";
import { reasonsByInstruction } from "../views/costWords";
import type { DocumentSnapshots } from "../views/documentSnapshots";
import type { ToolBuilds } from "./editorHost";

/** What it is made of. */
export interface ToolBuildParts {
  readonly server: LanguageServer;
  readonly session: BuildSession;
  readonly history: BuildHistory;
  readonly results: Pick<Results, "of">;
  readonly sizes: Pick<BuiltSizes, "of">;
  readonly snapshots: DocumentSnapshots;
}

export function createToolBuilds(parts: ToolBuildParts): ToolBuilds {
  return {
    history: document => keptHistory(parts, document),
    sizes: document => stageSizes(parts, document),
    build: document => (wanted, signal) => build(parts, document, wanted, signal),
    realPath: path => realpath(path),
  };
}

function keptHistory(
  { server, session, history }: ToolBuildParts,
  document: vscode.TextDocument,
): KeptHistory {
  return {
    async wouldRun(stage) {
      if (!(await history.knows(document.uri))) return null;
      const definition = { type: TASK_TYPE, dockerfile: document.uri.fsPath } as const;
      const { request, problem } = await session.prepare(document, definition);
      if (request === undefined) throw new ToolProblem(problem.message);
      const forecast = await history.forecast(document, request);
      const cost = forecast?.costs.find(each => each.stage === stage);
      if (cost === undefined) return null;
      const { stages, instructions } = await server.snapshot(document);
      return runSteps(cost, stages, instructions);
    },
    lastRun(stage) {
      const build = session.builds.latest(document.uri);
      const cost = build && history.of(build, stage);
      return Promise.resolve(cost ? runSteps(cost, build.file.model.stages, build.file.instructions) : null);
    },
  };
}

/** The newest size of each stage; of the last build of the window with what each instruction added. */
async function stageSizes(
  { session, results, sizes, snapshots }: ToolBuildParts,
  document: vscode.TextDocument,
): Promise<StageSize[]> {
  const fingerprints = (await snapshots.of(document))?.fingerprints ?? [];
  const latest = session.builds.latest(document.uri);
  const newest = new Map(results.of(document.uri).map(result => [result.name, result]));
  return [...newest.values()].flatMap(({ name, index, image, at, fingerprint }): StageSize[] => {
    if (image === undefined) return [];
    const isLatest = latest?.file.target === index && latest.ended === at;
    const added = (isLatest && sizes.of(latest)?.byInstruction) || [];
    return [
      {
        ...{ stage: name, image: image.reference, bytes: image.size, built: new Date(at).toISOString() },
        isOutdated: !fingerprints.includes(fingerprint),
        instructions: [...added].map(([instruction, bytes]) => ({
          ...placeOf(latest?.file.instructions ?? [], instruction),
          bytes,
        })),
      },
    ];
  });
}

function runSteps(
  cost: StageCost,
  stages: readonly ModelStage[],
  instructions: readonly ModelInstruction[],
): RunSteps {
  const why = reasonsByInstruction(cost, stages, text => text);
  return {
    total: cost.total,
    steps: cost.running.map(({ instruction, text, took }) => ({
      ...placeOf(instructions, instruction),
      instruction: text,
      why: why.get(instruction) ?? [],
      seconds: took === undefined ? null : Math.round(took / 100) / 10,
    })),
  };
}

function placeOf(
  instructions: readonly ModelInstruction[],
  index: number,
): { line: number; instruction: string } {
  const { range, text = "" } = instructions[index] ?? {};
  return { line: (range?.start.line ?? 0) + 1, instruction: text };
}

/** A secret is short; of a file that is longer, what is behind this is not looked for. In bytes. */
const LONGEST_SECRET = 100_000;

/** The texts of files; those that cannot be read are left out. */
async function textsOf(paths: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(
    paths.map(async path => {
      const file = await open(path).catch(() => undefined);
      if (file === undefined) return [];
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_SECRET), 0, LONGEST_SECRET, 0);
        return [buffer.toString("utf8", 0, bytesRead)];
      } catch {
        return [];
      } finally {
        await file.close();
      }
    }),
  );
  return texts.flat();
}

async function build(
  { server, session }: ToolBuildParts,
  document: vscode.TextDocument,
  { stage, cache }: Parameters<BuildTool>[0],
  signal: Parameters<BuildTool>[1],
): ReturnType<BuildTool> {
  if (document.isDirty)
    throw new ToolProblem(
      "The Dockerfile has unsaved changes, and a build uses the file on disk. Save it first.",
    );
  const target = targetOfIndex(await server.snapshot(document), stage);
  if (target.kind !== "named" && target.kind !== "last")
    throw new ToolProblem(
      target.kind === "hidden"
        ? "A later stage has the same name, and the builder would build that one."
        : "This stage has no name. The builder builds a stage only by its name.",
    );
  const definition: BuildTaskDefinition = {
    ...{ type: TASK_TYPE, dockerfile: document.uri.fsPath, output: "image" },
    ...(target.kind === "named" && { stage: target.name }),
    ...(cache !== "use" && { noCache: cache === "skipAll" ? true : ("stage" as const) }),
  };
  const end = await buildInBackground(
    session,
    definition,
    () => undefined,
    cancel => {
      if (signal.aborted) cancel();
      else signal.addEventListener("abort", cancel);
      return { dispose: () => undefined };
    },
  );
  const { build: made, problem, status } = end;
  // Of several builds, one that ended well before the next one began is not the one that was asked for.
  if (made === undefined || problem !== undefined || (status !== 0 && made.state === "done"))
    return notStarted(
      problem?.message ?? (signal.aborted ? "The build was cancelled." : "It did not start."),
    );
  const words = made.failure && (await session.explain(made, made.failure)).words;
  const { engine, image } = made.request;
  const { answer } = made.state === "done" ? await inspectImage(engine, image) : {};
  const before = (end.before ?? []).map(each => each.request);
  const secretFiles = await textsOf(secretFilesOf([made.request, ...before]));
  const known = { environment: process.env, words, bytes: answer?.size, before, secretFiles };
  const outcome = buildOutcome(made, known);
  return made.uri.toString() === document.uri.toString() ? outcome : ofBuildBefore(outcome, made);
}

/** The outcome where a build of another Dockerfile failed, or was cancelled, that has to come before: its lines are not those of this one. */
function ofBuildBefore(outcome: BuildOutcome, { useBuilt: { label } }: Build): BuildOutcome {
  const { failure } = outcome;
  if (failure === null) return { ...outcome, steps: [] };
  const message = `${label} has to be built first, and its build failed: ${failure.message}`;
  return { ...outcome, steps: [], failure: { ...failure, message, line: null } };
}
