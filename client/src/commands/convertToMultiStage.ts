/** Makes a Dockerfile of one stage one of several: shows what would change, and changes it when the person says so. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ConvertAnswer } from "../../../server/src/protocol";
import * as problems from "../build/problems";
import { requestConversion, wordsOf } from "../languageClient";
import { activeDockerfile, noDockerfile, tell } from "./stageAtHand";

const COMPARE_SIZES = "dockerfileStages.compareStageSizes";

/** The command's handler, for the Dockerfile in the active editor. The server decides; here it is shown. */
export async function convertToMultiStage(client: BaseLanguageClient): Promise<void> {
  const document = activeDockerfile();
  if (document === undefined) {
    tell(noDockerfile);
    return;
  }
  const { version } = document;
  let answer: ConvertAnswer;
  try {
    answer = await requestConversion(client, document);
  } catch (error) {
    tell({
      message: l10n.t("The language server did not say how this file is converted: {0}", wordsOf(error)),
      steps: [problems.restartServer, problems.showOutput],
    });
    return;
  }
  if (answer.refused !== null) {
    void vscode.window.showWarningMessage(l10n.t("The file is as it was. {0}", answer.refused));
    return;
  }
  if (document.version !== version) {
    tell({
      message: l10n.t("The file changed meanwhile and nothing was written. Run the command again."),
      steps: [],
    });
    return;
  }
  if (await vscode.workspace.applyEdit(editOf(document, answer), { isRefactoring: true }))
    await tellMore(answer);
}

/** An edit that the editor shows before it makes it. */
function editOf({ uri }: vscode.TextDocument, { edits, choices }: ConvertAnswer): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits)
    edit.replace(
      uri,
      new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character),
      newText,
      {
        needsConfirmation: true,
        label: l10n.t("Convert to a multi-stage build"),
        description: choices[0]?.text ?? "",
      },
    );
  return edit;
}

/** What the file does not say, and where there is an engine, the way to what it has brought. */
async function tellMore({ choices }: ConvertAnswer): Promise<void> {
  const unknown = choices.filter(({ isUnknown }) => isUnknown).map(({ text }) => text);
  const compare = l10n.t("Compare Sizes");
  const canCompare =
    vscode.workspace.isTrusted && (await vscode.commands.getCommands(true)).includes(COMPARE_SIZES);
  const message = [l10n.t("The file has several stages now."), ...unknown].join(" ");
  const choice = await vscode.window.showInformationMessage(message, ...(canCompare ? [compare] : []));
  if (choice === compare) await vscode.commands.executeCommand(COMPARE_SIZES);
}
