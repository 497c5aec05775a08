/** "Export Stage to Folder": builds a stage and writes its files into a folder, as they are in the image. */
import { readdir } from "node:fs/promises";
import * as vscode from "vscode";
import type { BuildTerminals } from "../build/buildTerminal";
import { exportCommand } from "../inside/exportCommand";
import { lastWords, runTool } from "../engine/runTool";
import { builtStage } from "./builtStage";
import { cancellable } from "./cancellable";
import { tell } from "./stageAtHand";

/** The command's handler. */
export async function exportStage(terminals: BuildTerminals, argument: unknown): Promise<void> {
  const built = await builtStage(terminals, argument);
  if (built === undefined) return;
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: `Export ${built.image} to a Folder`,
      openLabel: "Export",
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.joinPath(built.uri, ".."),
    })) ?? [];
  if (folder === undefined) return;
  if (folder.scheme !== "file") {
    tell({ message: "A stage can be exported to a folder of this machine only.", steps: [] });
    return;
  }
  const command = exportCommand(built.request, folder.fsPath);
  if ("problem" in command) {
    tell({ message: command.problem, steps: [] });
    return;
  }
  if (!(await mayWrite(folder.fsPath))) return;
  const end = await cancellable(`Exporting ${built.image}`, signal => runTool(command, { signal }));
  if (end === undefined) return;
  if (end.status !== 0) {
    tell({ message: `${built.image} was not exported: ${lastWords(end)}`, steps: [] });
    return;
  }
  const reveal = "Show Folder";
  const message = `The files of ${built.image} are in ${folder.fsPath}.`;
  if ((await vscode.window.showInformationMessage(message, reveal)) === reveal)
    await vscode.commands.executeCommand("revealFileInOS", folder);
}

/** Files of the same names would be written over: nobody is to lose one who did not say so. */
async function mayWrite(folder: string): Promise<boolean> {
  try {
    if ((await readdir(folder)).length === 0) return true;
  } catch (error) {
    tell({ message: `${folder} cannot be read: ${String(error)}`, steps: [] });
    return false;
  }
  const write = "Export All the Same";
  const choice = await vscode.window.showWarningMessage(
    `${folder} is not empty.`,
    { modal: true, detail: "Files in it that have the names of files of the stage will be written over." },
    write,
  );
  return choice === write;
}
