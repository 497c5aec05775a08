/** "Export Stage to Folder": builds a stage and writes its files into a folder, as they are in the image. */
import * as l10n from "@vscode/l10n";
import { readdir } from "node:fs/promises";
import * as vscode from "vscode";
import { exportCommand } from "../../inside/exportCommand";
import { lastWords, runTool } from "../../engine/runTool";
import type { BuiltStageOf } from "./builtStage";
import { cancellable } from "../cancellable";
import { notify } from "../../build/problems/notify";
import { showInformation, confirm } from "../../messages";

/** The command's handler. */
export async function exportStage(builtStage: BuiltStageOf, argument: unknown): Promise<void> {
  const built = await builtStage(argument);
  if (built === undefined) return;
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: l10n.t("Export {0} to a Folder", built.image),
      openLabel: l10n.t("Export"),
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.joinPath(built.uri, ".."),
    })) ?? [];
  if (folder === undefined) return;
  if (folder.scheme !== "file") {
    notify({ message: l10n.t("You can export a stage only to a folder on this machine."), steps: [] });
    return;
  }
  const command = exportCommand(built.request, folder.fsPath);
  if ("problem" in command) {
    notify({ message: command.problem, steps: [] });
    return;
  }
  if (!(await mayWrite(folder.fsPath))) return;
  const end = await cancellable(l10n.t("Exporting {0}", built.image), signal =>
    runTool(command, { timeoutMs: "untilCancelled", signal }),
  );
  if (end === undefined) return;
  if (end.status !== 0) {
    notify({ message: l10n.t("{0} was not exported: {1}", built.image, lastWords(end)), steps: [] });
    return;
  }
  const reveal = l10n.t("Show Folder");
  const message = l10n.t("The files of {0} are in {1}.", built.image, folder.fsPath);
  if ((await showInformation(message, reveal)) === reveal)
    await vscode.commands.executeCommand("revealFileInOS", folder);
}

/** Files of the same names would be written over: nobody is to lose one who did not say so. */
async function mayWrite(folder: string): Promise<boolean> {
  try {
    if ((await readdir(folder)).length === 0) return true;
  } catch (error) {
    notify({ message: l10n.t("{0} cannot be read: {1}", folder, String(error)), steps: [] });
    return false;
  }
  const write = l10n.t("Export Anyway");
  return confirm(
    l10n.t("{0} is not empty.", folder),
    l10n.t("The export overwrites files that have the same name as a file of the stage."),
    write,
  );
}
