/** Which stage a command is about: the one that a lens names, or the one that the cursor is in. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ModelAnswer } from "../../../server/src/protocol";
import * as problems from "../build/problems/problems";
import type { NextStep, Problem } from "../build/problems/problems";
import { showProblem } from "../build/problems/showProblem";
import { stageAtLine } from "../build/request/stageTarget";
import { LANGUAGE } from "../language";
import { requestModel, wordsOf } from "../languageClient";
import { readArgument } from "./argument";

export interface StageAtHand {
  document: vscode.TextDocument;
  model: ModelAnswer;
  index: number;
}

/** The stage of the argument, else of the cursor; tells the person when there is none and answers `undefined`. */
export async function stageAtHand(
  client: BaseLanguageClient,
  argument: unknown,
): Promise<StageAtHand | undefined> {
  const atHand = await dockerfileAtHand(argument);
  if (atHand === undefined) {
    tell(noDockerfile());
    return;
  }
  const { document, stage } = atHand;
  const model = await modelOrTell(client, document);
  if (model === undefined) return undefined;
  if (model.stages.length === 0) {
    tell(noStages());
    return;
  }
  if (stage === undefined) {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const editor = [activeTextEditor, ...visibleTextEditors].find(each => each?.document === document);
    const line = editor?.selection.active.line ?? 0;
    const index = stageAtLine(model, line);
    if (index !== undefined) return { document, model, index };
    tell(aboveAllStages());
    return;
  }
  if (model.stages[stage] === undefined) {
    tell(stageIsGone());
    return;
  }
  return { document, model, index: stage };
}

/** The Dockerfile that the argument names, with the stage if it names one by its index; else that of the active editor. */
export async function dockerfileAtHand(
  argument: unknown,
): Promise<{ document: vscode.TextDocument; stage: number | undefined } | undefined> {
  const { uri, stage } = readArgument(argument);
  const document = uri === undefined ? activeDockerfile() : await openDocument(uri);
  return document && { document, stage };
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

/** The stages as the server knows them at this moment. */
export async function modelOrTell(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
): Promise<ModelAnswer | undefined> {
  try {
    return await requestModel(client, document);
  } catch (error) {
    tell({
      message: l10n.t("The language server did not say which stages this file has: {0}", wordsOf(error)),
      steps: [problems.restartServer(), problems.showOutput()],
    });
    return;
  }
}

export function noDockerfile(): Problem {
  const message = l10n.t("Open a Dockerfile first: this command works on the one in the active editor.");
  return { message, steps: [] };
}

export function noStages(): Problem {
  return { message: l10n.t("This file has no stage yet: it needs a FROM first."), steps: [] };
}

function aboveAllStages(): Problem {
  return { message: l10n.t("The cursor is above the first FROM, in no stage."), steps: [chooseStage()] };
}

function stageIsGone(): Problem {
  const message = l10n.t("This stage is not in the file any more. Choose one of those that are.");
  return { message, steps: [chooseStage()] };
}

function chooseStage(): NextStep {
  return { title: l10n.t("Build Stage…"), command: "dockerfileStages.buildStage" };
}

/** Shows the problem and does not wait for the person to dismiss it. */
export function tell(problem: Problem): void {
  void showProblem(problem);
}
