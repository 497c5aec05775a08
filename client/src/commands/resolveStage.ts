/** Which stage a command is about: the one that a lens names, or the one that the cursor is in. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import * as problems from "../build/problems/problems";
import type { NextStep, Problem } from "../build/problems/problems";
import { notify } from "../build/problems/notify";
import { stageAtLine } from "../build/request/stageTarget";
import { errorMessage } from "../engine/errorMessage";
import { LANGUAGE } from "../language";
import type { LanguageServer } from "../server/languageServer";
import type { Snapshot } from "../snapshot/snapshot";
import { readArgument } from "./argument";

export interface ResolvedStage {
  document: vscode.TextDocument;
  snapshot: Snapshot;
  index: number;
}

/** The stage of the argument, else of the cursor; says so where there is none and answers `undefined`. */
export async function resolveStage(
  server: LanguageServer,
  argument: unknown,
): Promise<ResolvedStage | undefined> {
  const found = await resolveDockerfile(argument);
  if (found === undefined) {
    notify(noDockerfile());
    return;
  }
  const { document, stage } = found;
  const snapshot = await requireModel(server, document);
  if (snapshot === undefined) return undefined;
  if (snapshot.stages.length === 0) {
    notify(noStages());
    return;
  }
  if (stage === undefined) {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const editor = [activeTextEditor, ...visibleTextEditors].find(each => each?.document === document);
    const line = editor?.selection.active.line ?? 0;
    const index = stageAtLine(snapshot, line);
    if (index !== undefined) return { document, snapshot, index };
    notify(aboveAllStages());
    return;
  }
  if (snapshot.stages[stage] === undefined) {
    notify(stageIsGone());
    return;
  }
  return { document, snapshot, index: stage };
}

/** The Dockerfile that the argument names, with the stage if it names one by its index; else that of the active editor. */
export async function resolveDockerfile(
  argument: unknown,
): Promise<{ document: vscode.TextDocument; stage: number | undefined } | undefined> {
  const { uri, stage } = readArgument(argument);
  const document = uri === undefined ? activeDockerfile() : await openDocument(uri);
  return document && { document, stage };
}

/** A Dockerfile with the document that people see it in, which it need not be itself. */
export interface ResolvedDockerfile {
  document: vscode.TextDocument;
  /** By which the server is asked about it. */
  address: vscode.Uri;
}

/** The same, also of one inside of another file: the one that the argument names by its address, or that the cursor is in. */
export async function resolveAnyDockerfile(
  server: Pick<LanguageServer, "dockerfileAt">,
  argument: unknown,
): Promise<ResolvedDockerfile | undefined> {
  const { uri } = readArgument(argument);
  if (uri !== undefined && uri.fragment !== "") {
    const document = await openDocument(uri.with({ fragment: "" }));
    return document && { document, address: uri };
  }
  const found = await resolveDockerfile(argument);
  if (found !== undefined) return { document: found.document, address: found.document.uri };
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const address = await server.dockerfileAt(document, selection.active).catch(() => undefined);
  return address && { document, address };
}

/** `undefined` where it cannot be opened: the file is gone. */
async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** The Dockerfile that a person looks at: the active one, or the only one beside a page that is none (a report, a walkthrough). */
export function activeDockerfile(): vscode.TextDocument | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const shown = (activeTextEditor === undefined ? visibleTextEditors : [activeTextEditor]).map(
    ({ document }) => document,
  );
  const [document, ...others] = new Set(shown.filter(({ languageId }) => languageId === LANGUAGE));
  return others.length === 0 ? document : undefined;
}

/** The stages of a document as it is now; says so where the server does not answer. */
export async function requireModel(
  server: LanguageServer,
  document: vscode.TextDocument,
): Promise<Snapshot | undefined> {
  try {
    return await server.snapshot(document);
  } catch (error) {
    notify({
      message: l10n.t(
        "The language server could not return the stages of this file: {0}",
        errorMessage(error),
      ),
      steps: [problems.restartServer(), problems.showOutput()],
    });
    return undefined;
  }
}

export function noDockerfile(): Problem {
  const message = l10n.t("Open a Dockerfile first. This command uses the Dockerfile in the active editor.");
  return { message, steps: [] };
}

export function noStages(): Problem {
  return { message: l10n.t("This file has no stage yet. Add a FROM instruction first."), steps: [] };
}

function aboveAllStages(): Problem {
  return {
    message: l10n.t("The cursor is above the first FROM and not in a stage."),
    steps: [chooseStage()],
  };
}

function stageIsGone(): Problem {
  const message = l10n.t("The file no longer has this stage. Select another one.");
  return { message, steps: [chooseStage()] };
}

function chooseStage(): NextStep {
  return { title: l10n.t("Build Stage…"), command: "dockerfileStages.buildStage" };
}
