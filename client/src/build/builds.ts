/** The builds of this window: those at work, and the last one of each Dockerfile. */
import * as path from "node:path";
import * as vscode from "vscode";
import { engineCommand, type BuildRequest } from "../engine/engineCommand";
import { runProcess, type RunningProcess } from "../engine/runProcess";
import { dropLogs, type BuildRecord, type ProgressEvent } from "../progress/buildRecord";
import { createLogBudget } from "../progress/logBudget";
import { createProgressReader, type BuildFailure } from "../progress/progressReader";
import type { BuiltFile } from "../progress/stepPlaces";
import type { Snapshot } from "../snapshot/snapshot";
import { createKeptBuilds } from "./keptBuilds";
import { targetOfName } from "./request/stageTarget";

export interface Build {
  readonly uri: vscode.Uri;
  /** The name of the stage as it was asked for; none for the last stage. */
  readonly stage: string | undefined;
  readonly request: BuildRequest;
  /** The Dockerfile as the builder read it, and what the server made of it. */
  readonly text: string;
  readonly snapshot: Snapshot;
  readonly file: BuiltFile;
  /** What is known of its steps by now. */
  readonly record: BuildRecord;
  /** In milliseconds of this machine's clock. */
  readonly started: number;
  ended: number | undefined;
  state: "running" | "done" | "failed" | "cancelled";
  /** Why it failed, once it has. */
  failure: BuildFailure | undefined;
  /** Asks the engine to stop; ends it by force at the second call. */
  cancel(): void;
}

/** How an engine that was to build came to its end. */
export type BuildOutcome = { status: number } | { notStarted: string };

/** How a build that had a terminal ended: without a request where it could not even begin. */
export interface BuildEnd {
  uri: vscode.Uri | undefined;
  /** As it was asked for: none for the last stage. */
  stage: string | undefined;
  request: BuildRequest | undefined;
  status: number;
  /** The build, where it began. */
  build?: Build | undefined;
}

export interface Builds {
  /** Those at work. */
  running(): Build[];
  /** The newest build of a Dockerfile, at work or not. */
  latest(uri: vscode.Uri): Build | undefined;
  /** Something about a build is another: at most ten times a second for each, and once at its begin and its end. */
  readonly onDidChange: vscode.Event<Build>;
  /** A build is not kept any more: there is a newer one of its Dockerfile, or there are too many. */
  readonly onDidForget: vscode.Event<Build>;
  /** Starts the engine. `onEvent` gets all that it prints, as it comes. */
  start(
    order: BuildOrder,
    onEvent: (event: ProgressEvent) => void,
  ): { build: Build; outcome: Promise<BuildOutcome> };
  /** Ends all builds. */
  dispose(): void;
}

export interface BuildOrder {
  uri: vscode.Uri;
  stage: string | undefined;
  request: BuildRequest;
  snapshot: Snapshot;
  /** Not a build of the file as it is: it is nobody's latest, and its changes are not told. */
  isTransient?: boolean;
}

const CHANGES_APART_MS = 100;
const CANCELLED = 130;

/** No build yet. */
export function createBuilds(): Builds {
  const kept = createKeptBuilds<Build>();
  const budget = createLogBudget();
  const forgotten = new vscode.EventEmitter<Build>();
  const processes = new Map<Build, RunningProcess>();
  const changed = new vscode.EventEmitter<Build>();
  const waiting = new Map<Build, NodeJS.Timeout>();

  function soon(build: Build): void {
    if (waiting.has(build)) return;
    const timer = setTimeout(() => {
      now(build);
    }, CHANGES_APART_MS);
    waiting.set(build, timer);
  }

  function now(build: Build): void {
    clearTimeout(waiting.get(build));
    waiting.delete(build);
    changed.fire(build);
  }

  function keep(build: Build): void {
    for (const old of kept.keep(build.uri.toString(), build)) {
      // One that still runs loses its logs when it ends.
      if (old.state !== "running") dropLogs(old.record);
      forgotten.fire(old);
    }
  }

  function isLatest(build: Build): boolean {
    return kept.latest(build.uri.toString()) === build;
  }

  function start(
    order: BuildOrder,
    onEvent: (event: ProgressEvent) => void,
  ): { build: Build; outcome: Promise<BuildOutcome> } {
    const { uri, stage, request, snapshot, isTransient = false } = order;
    const reader = createProgressReader(
      request.engine,
      event => {
        onEvent(event);
        if (event.kind === "step" && !isTransient) soon(build);
      },
      Date.now,
      budget,
    );
    const process = runProcess(engineCommand(request, "read"), (stream, text) => {
      reader.write(stream, text);
    });
    let isCancelled = false;
    const build: Build = {
      uri,
      stage,
      request,
      text: snapshot.text,
      snapshot,
      file: builtFile(order),
      record: reader.record,
      started: Date.now(),
      ended: undefined,
      state: "running",
      failure: undefined,
      cancel() {
        isCancelled = true;
        process.cancel();
      },
    };
    if (!isTransient) keep(build);
    processes.set(build, process);
    const outcome = process.ended.then((end): BuildOutcome => {
      processes.delete(build);
      const status = "status" in end ? end.status : 1;
      reader.end(status !== 0);
      build.ended = Date.now();
      build.state = isCancelled ? "cancelled" : status === 0 ? "done" : "failed";
      if (build.state === "failed" && "status" in end) build.failure = reader.failure();
      if (!isTransient) now(build);
      if (!isLatest(build)) dropLogs(build.record);
      return isCancelled ? { status: CANCELLED } : end;
    });
    if (!isTransient) now(build);
    return { build, outcome };
  }

  return {
    running: () => [...processes.keys()],
    latest: uri => kept.latest(uri.toString()),
    onDidChange: changed.event,
    onDidForget: forgotten.event,
    start,
    dispose() {
      for (const process of processes.values()) process.cancel();
      for (const timer of waiting.values()) clearTimeout(timer);
      changed.dispose();
      forgotten.dispose();
    },
  };
}

function builtFile({ uri, stage, snapshot }: BuildOrder): BuiltFile {
  const target = targetOfName(snapshot, stage);
  return {
    name: path.basename(uri.fsPath),
    lines: snapshot.lines,
    model: snapshot,
    instructions: snapshot.instructions,
    target: target.kind === "gone" ? -1 : target.stage.index,
  };
}
