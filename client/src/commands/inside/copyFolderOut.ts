/** "Copy Folder out of Stage": saves a folder of the image of a stage, with all that is in it, on this machine. */
import * as l10n from "@vscode/l10n";
import { rename, rm, stat } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { notify } from "../../build/problems/notify";
import { resolvePath } from "../../inside/fileIndex";
import { copyImageFolder } from "../../inside/imageFiles";
import { showInformation } from "../../messages";
import { safeFileName } from "../../progress/uiText";
import type { IndexedStage } from "../../views/stageFileIndexes";
import { isFileInStage } from "../../views/stageFilesTree";
import { cancellable } from "../cancellable";

/** The command's handler: of the folder that the view hands over. Nothing that is there already is written over. */
export async function copyFolderOut(argument: unknown): Promise<void> {
  if (!isFileInStage(argument)) return;
  const { stage, path: at } = argument;
  const found = resolvePath(stage.index, at);
  if (found?.node.kind !== "folder") {
    notify({ message: l10n.t("{0} is not a folder that can be copied.", at), steps: [] });
    return;
  }
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: l10n.t("Copy {0} out of {1}", at, stage.image),
      openLabel: l10n.t("Copy Here"),
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.joinPath(stage.uri, ".."),
    })) ?? [];
  if (folder === undefined) return;
  if (folder.scheme !== "file") {
    notify({ message: l10n.t("You can copy a folder of a stage only to this machine."), steps: [] });
    return;
  }
  const target = path.join(folder.fsPath, safeFileName(path.posix.basename(at)));
  if (await isThere(target)) {
    notify({ message: l10n.t("{0} exists already.", target), steps: [] });
    return;
  }
  const problem = await cancellable(l10n.t("Copying {0}", at), signal =>
    copy(stage, found.path, target, signal),
  );
  if (problem === undefined) return;
  if (problem !== "") {
    notify({ message: l10n.t("{0} was not copied: {1}", at, problem), steps: [] });
    return;
  }
  const reveal = l10n.t("Show Folder");
  const message = l10n.t("{0} was copied to {1}.", at, target);
  if ((await showInformation(message, reveal)) === reveal)
    await vscode.commands.executeCommand("revealFileInOS", vscode.Uri.file(target));
}

function isThere(target: string): Promise<boolean> {
  return stat(target).then(
    () => true,
    () => false,
  );
}

/** Under another name beside the target first, so that half a folder is never taken for a whole one. Answers what went wrong, or nothing. */
async function copy(
  { engine, facts }: IndexedStage,
  from: string,
  target: string,
  signal: AbortSignal,
): Promise<string> {
  const part = `${target}.${process.pid}.part`;
  try {
    const copied = await copyImageFolder(engine, facts.id, from, part, signal);
    if (copied.problem !== undefined) return copied.problem;
    await rename(part, target);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}
