/** The status bar item that says where builds run, while a Dockerfile is in the active editor; a click chooses another place. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { buildPlaceText } from "../build/engines/chosenPlace";
import type { Engines } from "../build/engines/engines";
import { programOf, settingsFor } from "../build/request/settingsFor";
import { LANGUAGE } from "../language";
import { inLabel } from "../progress/uiText";
import { isRestricted, onDidLeaveRestrictedMode } from "../build/restrictedMode";

/** Shows the item whenever a build can be asked for. */
export function showBuildPlace(engines: Engines): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    "dockerfileStages.buildPlace",
    vscode.StatusBarAlignment.Right,
    // Beside the language of the file.
    99,
  );
  item.name = l10n.t("Dockerfile Stages: Builder");
  item.command = "dockerfileStages.selectBuilder";
  const update = () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== LANGUAGE || document.uri.scheme !== "file" || isRestricted()) {
      item.hide();
      return;
    }
    const { builder, dockerContext } = engines.chosen();
    const { uri } = document;
    item.text = `$(server) ${inLabel(buildPlaceText(programName(uri), engines.chosen()))}`;
    item.tooltip = [
      l10n.t("Builder and context of this workspace:"),
      builder === undefined
        ? l10n.t("builder: default")
        : l10n.t("builder: {0} ({1})", builder.name, builder.driver),
      dockerContext === undefined ? l10n.t("context: default") : l10n.t("context: {0}", dockerContext),
      l10n.t("Click to select another one."),
    ].join("\n");
    item.show();
  };
  update();
  return vscode.Disposable.from(
    item,
    engines.onDidChoose(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    // A file may become a Dockerfile by a change of its language: it is closed and opened then.
    vscode.workspace.onDidOpenTextDocument(update),
    onDidLeaveRestrictedMode(update),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration("dockerfileStages.build")) update();
    }),
  );
}

/** The name of the program that the settings ask for, without its path; docker where they cannot be read. */
function programName(uri: vscode.Uri): string {
  const read = settingsFor({ uri });
  return "problem" in read ? "docker" : path.basename(programOf(read.settings), ".exe");
}
