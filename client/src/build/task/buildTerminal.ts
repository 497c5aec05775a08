/**
 * The terminal of a build: shows what each step does and prints, and puts a problem on the failing instruction. Ctrl+C or
 * closing the terminal ends the engine with all its children.
 */
import * as l10n from "@vscode/l10n";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { commandLine, shellOf } from "../../engine/commandLine";
import { engineCommand, resultOf, type BuildRequest } from "../../engine/engineCommand";
import { createSanitizer } from "../../engine/terminalText";
import { createBuildLog } from "../../progress/buildLog";
import type { BuildFailure } from "../../progress/progressReader";
import { seconds } from "../../engine/amounts";
import type { Build, BuildEnd, BuildOrder, Builds } from "../builds";
import { markFailure, warningsOf } from "../findings/failureDiagnostics";
import type { ExplainFailure } from "../findings/explainFailure";
import type { MovingDiagnostics } from "../findings/movingDiagnostics";
import { createPacedWriter } from "./pacedWriter";
import type { PreparedBuild } from "../request/prepareBuild";
import * as problems from "../problems/problems";
import type { Problem } from "../problems/problems";
import { notify } from "../problems/notify";
import { openDockerfile } from "../request/openDockerfile";
import type { BuildTaskDefinition } from "./taskDefinition";
import { errorMessage } from "../../engine/errorMessage";
import { isRestricted } from "../restrictedMode";
import { writeTemporaryDockerfile } from "../temporaryDockerfile";
import { removeTemporary } from "../uses/imagePlace";

/** What a terminal is given by the session that it belongs to. */
export interface TerminalHost {
  builds: Pick<Builds, "start" | "latest">;
  diagnostics: MovingDiagnostics;
  prepare: (document: vscode.TextDocument, definition: BuildTaskDefinition) => Promise<PreparedBuild>;
  /** The engine that was found could not be started. */
  forgetEngine: () => void;
  explain: ExplainFailure;
  /** Whoever asked for the build knows already that it does not succeed: see `Build.isQuiet`. */
  isQuiet?: boolean;
  /** The build has ended, however, or could not begin. */
  onEnd: (end: BuildEnd) => void;
}

/** What an engine takes until the container of a RUN is there. */
const STEP_BEGINS_MS = 300;
/** VS Code says of a terminal that fails sooner that it "failed to launch", which it did not. */
const LAUNCH_MS = 1_000;
const CANCELLED = 130;
const CTRL_C = "\x03";

export interface BuildTerminal extends vscode.Pseudoterminal {
  /**
   * Begins the build before the terminal is open; what it says waits until then. A second call does nothing. Settles when
   * the engine has begun with the first step of a stage and had {@link STEP_BEGINS_MS} for it, or the build has ended before.
   */
  begin(): Promise<void>;
}

/** A terminal that begins the build when it is opened, at the latest. */
export function createBuildTerminal(
  { builds, diagnostics, prepare, forgetEngine, explain, isQuiet = false, onEnd }: TerminalHost,
  definition: BuildTaskDefinition,
  folder: vscode.WorkspaceFolder | undefined,
): BuildTerminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  // The last door: whatever is written, nothing but text, colours and line ends reaches the terminal.
  const sanitizer = createSanitizer();
  const paced = createPacedWriter(text => {
    written.fire(sanitizer(text).replace(/\r?\n/g, "\r\n"));
  });
  const write = (text: string) => {
    paced.write(text);
  };
  let build: Build | undefined;
  let cancelled = false;
  let uri: vscode.Uri | undefined;
  let request: BuildRequest | undefined;
  let refusal: Problem | undefined;
  let ended: Promise<number> | undefined;
  let hasBegun: () => void = () => undefined;
  const begun = new Promise<void>(resolve => {
    hasBegun = resolve;
  });
  const cancel = () => {
    cancelled = true;
    build?.cancel();
  };

  function begin(): Promise<number> {
    ended ??= prepareAndRun()
      .catch((error: unknown) => refuse({ message: errorMessage(error), steps: [problems.showOutput()] }))
      .then(status => {
        hasBegun();
        const { stage, line } = definition;
        onEnd({ ...{ uri, stage, line, request, status, build }, problem: refusal });
        return status;
      });
    return ended;
  }

  async function prepareAndRun(): Promise<number> {
    if (isRestricted()) return refuse(problems.untrusted());
    const document = await openDockerfile(definition.dockerfile, folder);
    if ("problem" in document) return refuse(document.problem);
    uri = document.uri;
    const prepared = await prepare(document, definition);
    if (prepared.problem !== undefined) return refuse(prepared.problem);
    if (cancelled) return CANCELLED;
    diagnostics.clear(document.uri);
    if (document.isDirty)
      write(`${l10n.t("The build uses the file on disk. The latest changes are not saved.")}\n`);
    const { snapshot, inputs, useBuilt, first, notes, temporary, partOf } = prepared;
    request = prepared.request;
    for (const note of notes) write(`\x1b[33m${note}\x1b[0m\n`);
    try {
      for (const { inlineText, ...order } of first) {
        const { label } = order.useBuilt;
        if (inlineText !== undefined) await writeTemporaryDockerfile(order.request.dockerfile, inlineText);
        write(`${l10n.t("Builds {0} first, because the build needs its image.", label)}\n`);
        const status = await run(order);
        if (status !== 0) return status;
        write("\n");
      }
      if (partOf !== undefined) await writeTemporaryDockerfile(request.dockerfile, snapshot.text, partOf);
      const { stage, line, use } = definition;
      return await run({ uri, stage, line, request, snapshot, inputs, use, useBuilt });
    } finally {
      await removeTemporary(temporary);
    }
  }

  async function run(wanted: BuildOrder): Promise<number> {
    // Between two builds, and while a file is written for one, there is none that could be cancelled.
    if (cancelled) return CANCELLED;
    const order = { ...wanted, isQuiet };
    const { request } = order;
    const shown = engineCommand(request, "shown");
    const line = commandLine(shown, shellOf(vscode.env.shell, process.platform));
    write(`\x1b[1m${line ?? shown.args.join(" ")}\x1b[0m\n\n`);
    const log = createBuildLog();
    const started = builds.start(order, event => {
      if (event.kind === "step" && event.step.place !== undefined) setTimeout(hasBegun, STEP_BEGINS_MS);
      write(log(event));
    });
    build = started.build;
    const outcome = await started.outcome;
    if ("notStarted" in outcome) {
      forgetEngine();
      return refuse(
        problems.noEngine({ missing: "program", reason: outcome.notStarted }, request.engine.program),
      );
    }
    const took = seconds(Date.now() - build.started);
    if (build.state === "cancelled") write(`\n\x1b[33m${l10n.t("The build was cancelled.")}\x1b[0m\n`);
    else if (build.failure !== undefined) await report(build, build.failure);
    else {
      mark(build, warningsOf(build));
      write(`\n\x1b[32m${l10n.t("{0} in {1}", resultOf(request), took)}\x1b[0m\n`);
    }
    return outcome.status;
  }

  /** Of two builds of a Dockerfile the one that began later says what is wrong with it, whichever ends last. */
  function mark(build: Build, found: readonly vscode.Diagnostic[]): void {
    if (builds.latest(build.uri) === build) diagnostics.set(build.uri, found);
  }

  async function report(build: Build, failure: BuildFailure): Promise<void> {
    if (failure.kind === "engine") refuse(problems.engineDown(failure.message, process.platform));
    if (failure.kind === "permission") refuse(problems.engineRefuses(failure.message));
    if (failure.kind !== "build") return;
    const gone = problems.choiceIsGone(failure.message);
    if (gone !== undefined) {
      refuse(gone);
      return;
    }
    const { words, missing } = await explain(build, failure);
    if (missing !== undefined) write(`\n\x1b[31m${words}\x1b[0m\n`);
    const marked = markFailure(build, failure, words);
    mark(build, [...marked.diagnostics, ...warningsOf(build)]);
    for (const { builtLine, now } of marked.places) {
      const place =
        now === undefined
          ? l10n.t("Failed at line {0} of the file as it was built; it was edited since.", builtLine + 1)
          : l10n.t("Failed at {0}", link(build, now.start.line));
      write(`\n\x1b[31m${place}\x1b[0m\n`);
    }
  }

  function refuse(problem: Problem): number {
    refusal = problem;
    write(`\x1b[31m${problem.message}\x1b[0m\n`);
    if (!isQuiet) notify(problem);
    return 1;
  }

  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    begin() {
      void begin();
      return begun;
    },
    open() {
      paced.release();
      const launched = sleep(LAUNCH_MS);
      void begin().then(async status => {
        await paced.finish();
        if (status !== 0) await launched;
        closed.fire(status);
      });
    },
    close: cancel,
    handleInput(data) {
      if (data.includes(CTRL_C)) cancel();
    },
  };
}

/** A place as the terminal makes a link of it. */
function link({ uri: { fsPath } }: Build, line: number): string {
  return `${/\s/.test(fsPath) ? `"${fsPath}"` : fsPath}:${line + 1}`;
}
