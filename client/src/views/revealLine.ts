/** Shows an instruction of a build in the editor, where it stands now. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ModelInstruction } from "../../../server/src/protocol";
import type { LanguageServer } from "../server/languageServer";
import { instructionNow } from "../report/instructionNow";
import { showInStatusBar } from "../messages";

/** `line` counts from 1, in the file as it was when `built` was read; `page` is the panel that must stay in sight, if there is one. */
export async function revealLine(
  server: LanguageServer,
  uri: vscode.Uri,
  line: number,
  built: readonly ModelInstruction[],
  page?: vscode.WebviewPanel,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const now = await server.snapshot(document).then(
    ({ instructions }) => instructions,
    () => built,
  );
  const range = instructionNow(line, built, now);
  if (range === undefined) showInStatusBar(l10n.t("This instruction was edited after the build."), 5_000);
  const at = Math.min(Math.max(line, 1), document.lineCount) - 1;
  const selection = range
    ? new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character)
    : new vscode.Range(at, 0, at, 0);
  const { One, Two } = vscode.ViewColumn;
  const visible = vscode.window.visibleTextEditors.find(
    editor => editor.document.uri.toString() === uri.toString(),
  );
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: visible?.viewColumn ?? (page?.viewColumn === One ? Two : One),
  });
  // From its end to its start: the cursor stands where the instruction begins.
  editor.selection = new vscode.Selection(selection.end, selection.start);
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
