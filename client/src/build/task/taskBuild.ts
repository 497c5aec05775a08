/**
 * The builds of a task, told as text: what comes first, then the build that was asked for, with a problem on the instruction that fails.
 */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { seconds } from "../../engine/amounts";
import { commandLine, shellOf } from "../../engine/commandLine";
import { engineCommand, resultOf, type BuildRequest } from "../../engine/engineCommand";
import { errorMessage } from "../../engine/errorMessage";
import { createBuildLog } from "../../progress/buildLog";
import type { BuildFailure } from "../../progress/progressReader";
import type { Build, BuildEnd, BuildOrder, Builds } from "../builds";
import type { ExplainFailure } from "../findings/explainFailure";
import { markFailure, warningsOf } from "../findings/failureDiagnostics";
import type { MovingDiagnostics } from "../findings/movingDiagnostics";
import { notify } from "../problems/notify";
import * as problems from "../problems/problems";
import type { Problem } from "../problems/problems";
import { openDockerfile } from "../request/openDockerfile";
import type { PreparedBuild } from "../request/prepareBuild";
import { isRestricted } from "../restrictedMode";
import { removeTemporary, writeTemporaryDockerfile } from "../temporaryFiles";
import type { BuildTaskDefinition } from "./taskDefinition";

/** What the builds of a task are given by the session that they belong to. */
export interface TaskHost {
  builds: Pick<Builds, "start" | "latest">;
  diagnostics: MovingDiagnostics;
  prepare: (document: vscode.TextDocument, definition: BuildTaskDefinition) => Promise<PreparedBuild>;
  /** The engine that was found could not be started. */
  forgetEngine: () => void;
  explain: ExplainFailure;
  /** Whoever asked for the build knows already that it does not succeed: see `Build.isQuiet`. */
  isQuiet?: boolean;
}

/** Who reads what is told. */
export interface TaskReader {
  /** Text with colours. */
  write: (text: string) => void;
  /** The engine has begun with a step of a stage. */
  onStep: () => void;
}

export interface TaskBuild {
  /** Builds; to be called once. Never rejects: what went wrong is told, and in the answer. */
  run(): Promise<BuildEnd>;
  /** Ends the build that is at work, and begins none after it. */
  cancel(): void;
}

const CANCELLED = 130;

/** The builds of a task's definition; nothing begins yet. A relative path starts at the folder. */
export function createTaskBuild(
  { builds, diagnostics, prepare, forgetEngine, explain, isQuiet = false }: TaskHost,
  definition: BuildTaskDefinition,
  folder: vscode.WorkspaceFolder | undefined,
  { write, onStep }: TaskReader,
): TaskBuild {
  let build: Build | undefined;
  const begun: Build[] = [];
  let cancelled = false;
  let uri: vscode.Uri | undefined;
  let request: BuildRequest | undefined;
  let refusal: Problem | undefined;

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
      if (event.kind === "step" && event.step.place !== undefined) onStep();
      write(log(event));
    });
    build = started.build;
    begun.push(build);
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
    async run() {
      const status = await prepareAndRun().catch((error: unknown) =>
        refuse({ message: errorMessage(error), steps: [problems.showOutput()] }),
      );
      const { stage, line } = definition;
      const before = begun.filter(each => each !== build);
      return { ...{ uri, stage, line, request, status, build, before }, problem: refusal };
    },
    cancel() {
      cancelled = true;
      build?.cancel();
    },
  };
}

/** A place as the terminal makes a link of it. */
function link({ uri: { fsPath } }: Build, line: number): string {
  return `${/\s/.test(fsPath) ? `"${fsPath}"` : fsPath}:${line + 1}`;
}
