/** "Open Example Dockerfile": a small file of several stages to try things on, in a temporary folder, so that it can be built. */
import * as vscode from "vscode";
import { LANGUAGE } from "../../language";
import type { LanguageServer } from "../../server/languageServer";
import { EXAMPLE, findPlace, isExamplePlace, type ExamplePlace } from "../../walkthrough/example";

/**
 * The command's handler. The argument, if it is an {@link ExamplePlace}, says where the cursor is to be. An example that is
 * still open is shown as it is, so nothing that a person has tried is lost and no second one comes.
 */
export function exampleOpener(
  server: LanguageServer,
  writeExample: WriteExample | undefined,
): (argument: unknown) => Promise<void> {
  let example: vscode.TextDocument | undefined;
  return async argument => {
    if (example === undefined || example.isClosed) example = await openExample(writeExample);
    const viewColumn = columnOf(example);
    const editor = await vscode.window.showTextDocument(example, {
      preview: false,
      ...(viewColumn === undefined ? {} : { viewColumn }),
    });
    if (isExamplePlace(argument)) await goTo(server, editor, argument);
  };
}

/** Writes the example to a file of this machine, and answers where; a machine that has none leaves it unsaved. */
export type WriteExample = (text: string) => Promise<vscode.Uri>;

async function openExample(writeExample: WriteExample | undefined): Promise<vscode.TextDocument> {
  if (writeExample === undefined)
    return vscode.workspace.openTextDocument({ language: LANGUAGE, content: EXAMPLE });
  return vscode.workspace.openTextDocument(await writeExample(EXAMPLE));
}

/**
 * Where it is on show already, or the empty group that the walkthrough has made for it: while this extension starts, the
 * walkthrough may take the focus back, and the example must not cover it.
 */
function columnOf(example: vscode.TextDocument): vscode.ViewColumn | undefined {
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document === example);
  return shown?.viewColumn ?? vscode.window.tabGroups.all.find(({ tabs }) => tabs.length === 0)?.viewColumn;
}

async function goTo(server: LanguageServer, editor: vscode.TextEditor, place: ExamplePlace): Promise<void> {
  // Without a server the file is there all the same; that the server is gone is told elsewhere.
  const snapshot = await server.snapshot(editor.document).catch(() => undefined);
  const found = snapshot && findPlace(snapshot, editor.document.lineCount, place);
  if (found === undefined) return;
  const position = new vscode.Position(found.line, found.character);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position));
}
