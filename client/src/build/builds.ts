/** The builds of this window: those at work, and the last one of each Dockerfile. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { EngineCommand } from "../engine/engine";
import { engineCommand } from "../engine/engineCommand";
import { runProcess, type RunningProcess } from "../engine/runProcess";
import { createRecord, dropLogs, type ProgressEvent } from "../progress/buildRecord";
import { createGroupReader, type GroupReader } from "../progress/groupProgress";
import { createLogBudget } from "../progress/logBudget";
import { createProgressReader } from "../progress/progressReader";
import type { BuiltFile } from "../progress/stepPlaces";
import { documentOf, NO_USE_BUILT } from "./build";
import type { Build, BuildOrder, BuildOutcome, GroupOrder, StartedGroup, StartedRun } from "./build";
import { createKeptBuilds } from "./keptBuilds";
import { targetOfName } from "./request/stageTarget";

export type { Build, BuildEnd, BuildOrder, BuildOutcome, GroupOrder, StartedGroup } from "./build";

export interface Builds {
  /** Those at work. */
  running(): Build[];
  /** The newest build of a Dockerfile that is shown, at work or not. */
  latest(uri: vscode.Uri): Build | undefined;
  /** The same of each Dockerfile that a document is, or has inside. */
  latestIn(document: vscode.Uri): Build[];
  /** Whether a build is one of the use in force of its Dockerfile, or was begun while that was in force: others are kept, and not shown. */
  isShown(build: Build): boolean;
  /** The use that a build is of, for people, where another one is in force; empty for none. */
  otherUse(build: Build): string;
  /** Something about a build is another: at most ten times a second for each, and once at its begin and its end. */
  readonly onDidChange: vscode.Event<Build>;
  /** A build is not kept any more: there is a newer one of its Dockerfile, or there are too many. */
  readonly onDidForget: vscode.Event<Build>;
  /** Starts the engine. `onEvent` gets all that it prints, as it comes. */
  start(
    order: BuildOrder,
    onEvent: (event: ProgressEvent) => void,
  ): { build: Build; outcome: Promise<BuildOutcome> };
  /** Starts a program that builds several Dockerfiles at once, each of which becomes a build. */
  startGroup(group: GroupOrder, onEvent: (event: ProgressEvent) => void): StartedGroup;
  /** Ends all builds. */
  dispose(): void;
}

/** What reads a program that builds: `records` and failures by the index of the order. */
type RunReader = Pick<GroupReader, "records" | "write" | "end" | "failureOf">;

const CHANGES_APART_MS = 100;
const CANCELLED = 130;

/** No build yet. `inForce` answers the id of the use in force of a Dockerfile, null for none. */
export function createBuilds(inForce: (uri: vscode.Uri) => string | null = () => null): Builds {
  const kept = createKeptBuilds<Build>();
  const budget = createLogBudget();
  const forgotten = new vscode.EventEmitter<Build>();
  const processes = new Map<Build, RunningProcess>();
  const transient = new WeakSet<Build>();
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
    for (const old of kept.keep(build.uri.toString(), build.useBuilt.id ?? "", build)) {
      // One that still runs loses its logs when it ends.
      if (old.state !== "running") dropLogs(old.record);
      forgotten.fire(old);
    }
  }

  function isShown({ uri, useBuilt, under }: Build): boolean {
    const now = inForce(uri);
    return useBuilt.id === now || under === now;
  }

  function latest(uri: vscode.Uri): Build | undefined {
    return kept.of(uri.toString()).findLast(isShown);
  }

  /** Begins builds that one program makes; its output goes to `reader`. */
  function run(orders: readonly BuildOrder[], command: EngineCommand, reader: RunReader): StartedRun {
    const process = runProcess(command, (stream, text) => {
      reader.write(stream, text);
    });
    let isCancelled = false;
    const cancel = () => {
      isCancelled = true;
      process.cancel();
    };
    const begun = orders.map((order, index): Build => {
      const { uri, stage, request, snapshot, isTransient = false, useBuilt = NO_USE_BUILT } = order;
      const build: Build = {
        uri,
        document: documentOf(order),
        stage,
        request,
        text: snapshot.text,
        snapshot,
        file: builtFile(order),
        inputs: order.inputs,
        use: order.use,
        useBuilt,
        under: inForce(uri),
        line: order.line,
        isQuiet: order.isQuiet === true,
        record: reader.records[index] ?? createRecord(budget),
        started: Date.now(),
        ended: undefined,
        state: "running",
        failure: undefined,
        cancel,
      };
      if (isTransient) transient.add(build);
      else keep(build);
      processes.set(build, process);
      return build;
    });
    const outcome = process.ended.then((end): BuildOutcome => {
      const status = "status" in end ? end.status : 1;
      reader.end(status !== 0);
      for (const [index, build] of begun.entries()) {
        processes.delete(build);
        build.ended = Date.now();
        const failure = isCancelled || status === 0 ? undefined : reader.failureOf(index);
        // Of several at once, those that did not fail themselves were cancelled with the one that did.
        const hasFailed = failure !== undefined || (status !== 0 && orders.length === 1);
        build.state = isCancelled ? "cancelled" : status === 0 ? "done" : hasFailed ? "failed" : "cancelled";
        if (build.state === "failed" && "status" in end) build.failure = failure;
        if (!transient.has(build)) now(build);
        if (!kept.has(build)) dropLogs(build.record);
      }
      return isCancelled ? { status: CANCELLED } : end;
    });
    for (const build of begun) if (!transient.has(build)) now(build);
    return { builds: begun, outcome, cancel };
  }

  function start(
    order: BuildOrder,
    onEvent: (event: ProgressEvent) => void,
  ): { build: Build; outcome: Promise<BuildOutcome> } {
    const begun: Build[] = [];
    const reader = createProgressReader(
      order.request.engine,
      event => {
        onEvent(event);
        if (event.kind === "step" && order.isTransient !== true) begun.forEach(soon);
      },
      Date.now,
      budget,
    );
    const started = run([order], engineCommand(order.request, "read"), {
      ...reader,
      records: [reader.record],
      failureOf: () => reader.failure(),
    });
    begun.push(...started.builds);
    const [build] = started.builds as [Build];
    return { build, outcome: started.outcome };
  }

  function startGroup(
    { orders, command, targets }: GroupOrder,
    onEvent: (event: ProgressEvent) => void,
  ): StartedGroup {
    let begun: readonly Build[] = [];
    const reader = createGroupReader(
      orders.map(builtFile),
      targets,
      event => {
        onEvent(event);
        if (event.kind !== "step") return;
        const { step } = event;
        for (const build of begun) if (build.record.steps.get(step.id) === step) soon(build);
      },
      Date.now,
      budget,
    );
    const started = run(orders, command, reader);
    begun = started.builds;
    return { ...started, reader };
  }

  return {
    running: () => [...processes.keys()],
    latest,
    latestIn: document => {
      const address = document.toString();
      const there = kept.all().filter(build => build.document.toString() === address && isShown(build));
      return there.filter(build => latest(build.uri) === build);
    },
    isShown,
    otherUse: ({ uri, useBuilt: { id, label } }) => (id === inForce(uri) ? "" : label),
    onDidChange: changed.event,
    onDidForget: forgotten.event,
    start,
    startGroup,
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
    // The builder knows a text that is no file by this name.
    name: snapshot.inside === undefined ? path.basename(uri.fsPath) : "Dockerfile",
    inside: snapshot.inside,
    lines: snapshot.lines,
    model: snapshot,
    instructions: snapshot.instructions,
    target: target.kind === "gone" ? -1 : target.stage.index,
  };
}
