/** Runs tests: each one is a build of its stage. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Build, BuildEnd } from "../../build/build";
import { failedPlaces } from "../../build/findings/failureDiagnostics";
import type { BuildSession } from "../../build/session";
import { buildInBackground } from "../../build/task/buildInBackground";
import { TASK_TYPE } from "../../build/task/taskDefinition";
import { plainText } from "../../engine/terminalText";
import type { BuildFailure } from "../../progress/progressReader";
import { stageProgress } from "../../progress/stageProgress";

/** What tests are run with. */
export interface StageRun {
  readonly session: Pick<BuildSession, "terminal" | "explain">;
  readonly run: vscode.TestRun;
  /** Nothing of these stages is taken from the cache. */
  readonly withoutCache: boolean;
  readonly token: vscode.CancellationToken;
}

/** Engines build several at once; what they share is built once. */
const AT_ONCE = 4;
const LONGEST_LINE = 2_000;

/** Builds the stages, several at once, and ends the run. */
export async function runStages(started: StageRun, stages: readonly vscode.TestItem[]): Promise<void> {
  const { run } = started;
  for (const stage of stages) run.enqueued(stage);
  const waiting = [...stages];
  const work = async () => {
    for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift())
      await runStage(started, stage);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  run.end();
}

async function runStage(started: StageRun, stage: vscode.TestItem): Promise<void> {
  const { run, token } = started;
  if (token.isCancellationRequested || stage.uri === undefined) {
    run.skipped(stage);
    return;
  }
  run.started(stage);
  const began = Date.now();
  try {
    const end = await build(started, stage, stage.uri);
    await tell(started, stage, end, Date.now() - began);
  } catch (error) {
    run.errored(stage, new vscode.TestMessage(String(error)), Date.now() - began);
  }
}

/** Builds a stage; what a terminal would show is the output of the test. */
function build(
  { session, run, withoutCache, token }: StageRun,
  stage: vscode.TestItem,
  uri: vscode.Uri,
): Promise<BuildEnd> {
  return buildInBackground(
    session,
    {
      ...{ type: TASK_TYPE, dockerfile: uri.fsPath, stage: stage.id, output: "image" },
      ...(withoutCache && { noCache: [stage.id] }),
    },
    text => {
      run.appendOutput(text, undefined, stage);
    },
    cancel => token.onCancellationRequested(cancel),
  );
}

async function tell(
  { run, session, token }: StageRun,
  stage: vscode.TestItem,
  { build: made, problem, status }: BuildEnd,
  waited: number,
): Promise<void> {
  const took = made?.ended === undefined ? waited : made.ended - made.started;
  if (made?.state === "cancelled" || (status !== 0 && token.isCancellationRequested)) {
    run.skipped(stage);
  } else if (status === 0) {
    if (made && isCached(made)) say(run, stage, l10n.t("All steps of {0} came from the cache.", stage.label));
    run.passed(stage, took);
  } else if (made?.failure?.kind === "build" && problem === undefined) {
    const { words } = await session.explain(made, made.failure);
    run.failed(stage, failureMessages(stage, made, made.failure, words), took);
  } else {
    const text = problem?.message ?? made?.failure?.message ?? l10n.t("The build failed.");
    run.errored(stage, located(new vscode.TestMessage(plainText(text)), stage), took);
  }
}

/** The words of the failure with the end of the log, at the instruction that failed; at the stage where that is gone. */
function failureMessages(
  stage: vscode.TestItem,
  made: Build,
  failure: BuildFailure,
  words: string,
): vscode.TestMessage[] {
  const lines = [words, ...failure.log].map(line => plainText(line).slice(0, LONGEST_LINE));
  const message = () => new vscode.TestMessage(lines.join("\n"));
  const places = failedPlaces(made, failure).flatMap(({ now }) => now ?? []);
  if (places.length === 0) return [located(message(), stage)];
  return places.map(range => Object.assign(message(), { location: new vscode.Location(made.uri, range) }));
}

function located(message: vscode.TestMessage, { uri, range }: vscode.TestItem): vscode.TestMessage {
  if (uri !== undefined && range !== undefined) message.location = new vscode.Location(uri, range);
  return message;
}

/** Whether nothing of the stage had to be done: it passed when it was built before. */
function isCached({ record, file, started }: Build): boolean {
  return stageProgress(record, file, started).find(({ stage }) => stage === file.target)?.state === "cached";
}

function say(run: vscode.TestRun, stage: vscode.TestItem, text: string): void {
  run.appendOutput(`${text}\r\n`, undefined, stage);
}
