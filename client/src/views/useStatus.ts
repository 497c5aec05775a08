/** The status bar item that says how the Dockerfile in the active editor is built, where other files describe that; a click chooses. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { useText } from "../build/uses/useItems";
import { shownFolder } from "../build/shownFolder";
import type { Uses } from "../build/uses/uses";
import { LANGUAGE } from "../language";

/** Shows the item for as long as a Dockerfile with uses is in the active editor; in Restricted Mode, too, because it runs nothing. */
export function showUse(uses: Uses): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    "dockerfileStages.use",
    vscode.StatusBarAlignment.Right,
    // Beside the builder.
    99.5,
  );
  item.name = l10n.t("Dockerfile Stages: Use");
  const activeUri = () => {
    const document = vscode.window.activeTextEditor?.document;
    return document?.languageId === LANGUAGE && document.uri.scheme === "file" ? document.uri : undefined;
  };
  const draw = () => {
    const uri = activeUri();
    const context = uri && uses.contextOf(uri);
    const text = uri && useText(uses.known(uri), context && shownFolder(context));
    if (uri === undefined || text === undefined) {
      item.hide();
      return;
    }
    const isContextAlone = (uses.known(uri)?.uses.length ?? 0) === 0;
    item.command = isContextAlone ? "dockerfileStages.setBuildContext" : "dockerfileStages.chooseUse";
    item.text = `$(package) ${text}`;
    item.tooltip = isContextAlone
      ? l10n.t("What builds of this Dockerfile are given: {0}\nClick to set another build context.", text)
      : l10n.t("What builds of this Dockerfile are given: {0}\nClick to select another use.", text);
    item.show();
  };
  const update = () => {
    draw();
    const uri = activeUri();
    // What is asked is heard by `onDidChange`.
    if (uri !== undefined && uses.known(uri) === undefined) void uses.of(uri);
  };
  update();
  return vscode.Disposable.from(
    item,
    uses.onDidChange(draw),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidOpenTextDocument(update),
  );
}
