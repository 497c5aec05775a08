/**
 * The terminal of a build. It starts the engine by its argument vector, shows what the engine prints, reads it along, and
 * puts a problem on the failing instruction. Ctrl+C or closing the terminal ends the engine with all its children.
 */
import * as path from "node:path";
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { requestInstructions, requestModel, wordsOf } from "../languageClient";
import type { BuildDiagnostics } from "./buildDiagnostics";
import type { BuildTaskDefinition } from "./buildTask";
import type { Engines } from "./engines";
import { commandLine, shellOf } from "../engine/commandLine";
import { engineCommand, resultOf, type BuildRequest } from "../engine/engineCommand";
import { failurePlaces, failureText, saysTheSame } from "../progress/failurePlaces";
import { createOutputReader, type BuildFailure } from "../progress/outputReader";
import { prepareBuild } from "./prepareBuild";
import * as problems from "./problems";
import type { Problem } from "./problems";
import { runProcess, type RunningProcess } from "../engine/runProcess";
import { showProblem } from "./showProblem";
import { targetOfName } from "./stageTarget";

/** What all build terminals share. */
export interface BuildTerminals {
  client: BaseLanguageClient;
  engines: Engines;
  diagnostics: BuildDiagnostics;
  /** Engines at work, so that they end with the window. */
  running: Set<RunningProcess>;
  /** Fires when a build has ended, however. */
  ended: vscode.EventEmitter<BuildEnd>;
}

/** How a build ended: without a request where it could not even begin. */
export interface BuildEnd {
  uri: vscode.Uri | undefined;
  /** As it was asked for: none for the last stage. */
  stage: string | undefined;
  request: BuildRequest | undefined;
  status: number;
}

const CANCELLED = 130;
const CTRL_C = "\x03";

/** A terminal that begins the build when it is shown. */
export function createBuildTerminal(
  terminals: BuildTerminals,
  definition: BuildTaskDefinition,
  folder: vscode.WorkspaceFolder | undefined,
): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  let engine: RunningProcess | undefined;
  let cancelled = false;
  let uri: vscode.Uri | undefined;
  let request: BuildRequest | undefined;
  const write = (text: string) => {
    written.fire(text.replace(/\r?\n/g, "\r\n"));
  };
  const cancel = () => {
    cancelled = true;
    engine?.cancel();
  };

  async function build(): Promise<number> {
    if (!vscode.workspace.isTrusted) return refuse(problems.untrusted);
    const document = await openDockerfile(definition.dockerfile, folder);
    if ("problem" in document) return refuse(document.problem);
    uri = document.uri;
    const prepared = await prepareBuild(terminals, document, definition);
    if (prepared.problem !== undefined) return refuse(prepared.problem);
    if (cancelled) return CANCELLED;
    terminals.diagnostics.clear(document.uri);
    if (document.isDirty) write("This builds the file as it is on disk: its latest changes are not saved.\n");
    request = prepared.request;
    return runEngine(document, request);
  }

  async function runEngine(document: vscode.TextDocument, request: BuildRequest): Promise<number> {
    const command = engineCommand(request, "read");
    const shown = commandLine(engineCommand(request, "shown"), shellOf(vscode.env.shell, process.platform));
    write(`\x1b[1m${shown ?? command.args.join(" ")}\x1b[0m\n\n`);
    const reader = createOutputReader();
    engine = runProcess(command, (stream, text) => {
      reader.write(stream, text);
      write(text);
    });
    terminals.running.add(engine);
    const end = await engine.ended;
    terminals.running.delete(engine);
    if ("notStarted" in end) {
      terminals.engines.forget();
      return refuse(
        problems.noEngine({ missing: "program", reason: end.notStarted }, request.engine.program),
      );
    }
    if (cancelled) write("\n\x1b[33mThe build was cancelled.\x1b[0m\n");
    else if (end.status !== 0) await report(document, reader.failure());
    else write(`\n\x1b[32m${resultOf(request)}\x1b[0m\n`);
    return end.status;
  }

  async function report(document: vscode.TextDocument, failure: BuildFailure): Promise<void> {
    if (failure.kind === "engine") refuse(problems.engineDown(failure.message, process.platform));
    if (failure.kind === "permission") refuse(problems.engineRefuses(failure.message));
    if (failure.kind !== "build") return;
    const gone = problems.choiceIsGone(failure.message);
    if (gone !== undefined) {
      refuse(gone);
      return;
    }
    const model = await requestModel(terminals.client, document);
    const target = targetOfName(model, definition.stage);
    const told = shownErrors(document.uri).filter(({ message }) => saysTheSame(failure, message));
    const places =
      told.length > 0
        ? told.map(({ range }) => range)
        : failurePlaces(failure, {
            name: path.basename(document.uri.fsPath),
            lines: document.getText().split(/\r?\n/),
            model,
            instructions: await requestInstructions(terminals.client, document),
            target: target.kind === "gone" ? -1 : target.stage.index,
          });
    if (told.length === 0) terminals.diagnostics.set(document.uri, places, failureText(failure));
    for (const { start } of places) write(`\n\x1b[31mFailed at ${link(document, start.line)}\x1b[0m\n`);
  }

  function refuse(problem: Problem): number {
    write(`\x1b[31m${problem.message}\x1b[0m\n`);
    void showProblem(problem);
    return 1;
  }

  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open() {
      build()
        .catch((error: unknown) => refuse({ message: wordsOf(error), steps: [problems.showOutput] }))
        .then(
          status => {
            terminals.ended.fire({ uri, stage: definition.stage, request, status });
            closed.fire(status);
          },
          () => undefined,
        );
    },
    close: cancel,
    handleInput(data) {
      if (data.includes(CTRL_C)) cancel();
    },
  };
}

/** What the editor shows anyway; the mark of the last build is gone by now. */
function shownErrors(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
}

/** A place as the terminal makes a link of it. */
function link({ uri: { fsPath } }: vscode.TextDocument, line: number): string {
  return `${/\s/.test(fsPath) ? `"${fsPath}"` : fsPath}:${line + 1}`;
}

async function openDockerfile(
  dockerfile: string,
  folder: vscode.WorkspaceFolder | undefined,
): Promise<vscode.TextDocument | { problem: Problem }> {
  const base = folder ?? vscode.workspace.workspaceFolders?.[0];
  if (base === undefined && !path.isAbsolute(dockerfile)) {
    return { problem: { message: `Open a folder, or name ${dockerfile} by its whole path.`, steps: [] } };
  }
  const file = path.resolve(base?.uri.fsPath ?? "", dockerfile);
  try {
    await vscode.workspace.fs.stat(vscode.Uri.file(file));
    return await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  } catch (error) {
    return { problem: { message: `${file} cannot be read: ${wordsOf(error)}`, steps: [] } };
  }
}
