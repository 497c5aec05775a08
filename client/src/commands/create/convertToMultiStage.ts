/** Makes a Dockerfile of one stage one of several: shows what would change, and changes it when the person says so. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ConvertAnswer, ModelPosition } from "../../../../server/src/protocol";
import * as problems from "../../build/problems/problems";
import { CONVERTED_SCHEME } from "../../language";
import type { LanguageServer } from "../../server/languageServer";
import { notify } from "../../build/problems/notify";
import { noDockerfile, resolveAnyDockerfile } from "../resolveStage";
import type { Proposals } from "./proposals";
import { errorMessage } from "../../engine/errorMessage";
import { showInformation, showWarning } from "../../messages";

const COMPARE_SIZES = "dockerfileStages.compareStageSizes";

/** The command's handler, for the Dockerfile of the argument or in the active editor. The server decides; here it is shown. */
export async function convertToMultiStage(
  server: LanguageServer,
  proposals: Proposals,
  argument: unknown,
): Promise<void> {
  const resolved = await resolveAnyDockerfile(server, argument);
  if (resolved === undefined) {
    notify(noDockerfile());
    return;
  }
  const { document, address } = resolved;
  const { version } = document;
  let answer: ConvertAnswer;
  try {
    answer = await server.convert(address);
  } catch (error) {
    notify({
      message: l10n.t("The language server could not convert this file: {0}", errorMessage(error)),
      steps: [problems.restartServer(), problems.showOutput()],
    });
    return;
  }
  if (answer.refused !== null) {
    void showWarning(l10n.t("The file was not changed. {0}", answer.refused));
    return;
  }
  if (document.version === version && !(await isWanted(proposals, document, answer))) return;
  if (document.version !== version) {
    notify({
      message: l10n.t("The file changed, so nothing was written. Run the command again."),
      steps: [],
    });
    return;
  }
  if (await vscode.workspace.applyEdit(editOf(document, answer))) {
    await vscode.window.showTextDocument(document);
    await tellMore(answer);
  }
}

/**
 * Shows the file beside what it would be, until a person accepts or dismisses it in the title of the diff. VS Code's own preview of
 * a refactoring, which the light bulb leads to, shows a change that is to be confirmed only after it has been ticked.
 */
async function isWanted(
  proposals: Proposals,
  document: vscode.TextDocument,
  answer: ConvertAnswer,
): Promise<boolean> {
  const text = converted(document, answer);
  const proposed = document.uri.with({ scheme: CONVERTED_SCHEME });
  const provider = vscode.workspace.registerTextDocumentContentProvider(CONVERTED_SCHEME, {
    provideTextDocumentContent: uri => (uri.toString() === proposed.toString() ? text : undefined),
  });
  try {
    const name = document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1);
    const title = l10n.t("{0} ↔ multi-stage", name);
    await vscode.commands.executeCommand("vscode.diff", document.uri, proposed, title, { preview: false });
    return await proposals.wait([proposed], document.uri);
  } finally {
    const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
    await vscode.window.tabGroups.close(
      tabs.filter(
        ({ input }) =>
          input instanceof vscode.TabInputTextDiff && input.modified.toString() === proposed.toString(),
      ),
    );
    provider.dispose();
  }
}

/** The text that the file would have. The edits do not overlap, and are in the order of the file. */
function converted(document: vscode.TextDocument, { edits }: ConvertAnswer): string {
  return edits.toReversed().reduce((text, { range: { start, end }, newText }) => {
    const offset = (at: ModelPosition) => document.offsetAt(new vscode.Position(at.line, at.character));
    return text.slice(0, offset(start)) + newText + text.slice(offset(end));
  }, document.getText());
}

/** The edit that makes the file several stages. */
function editOf({ uri }: vscode.TextDocument, { edits }: ConvertAnswer): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits)
    edit.replace(
      uri,
      new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character),
      newText,
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
  const choice = await showInformation(message, ...(canCompare ? [compare] : []));
  if (choice === compare) await vscode.commands.executeCommand(COMPARE_SIZES);
}
