/** "Copy File out of Stage": saves one file of the image of a stage on this machine. */
import * as l10n from "@vscode/l10n";
import { createWriteStream } from "node:fs";
import { chmod, rename, rm } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { resolvePath } from "../../inside/fileIndex";
import { safeFileName } from "../../progress/uiText";
import { copyImageFile } from "../../inside/imageFiles";
import type { IndexedStage, StageFiles } from "../../views/stageFileIndexes";
import { isFileInStage } from "../../views/stageFilesTree";
import { readStage } from "./browseFiles";
import type { BuiltStageOf } from "./builtStage";
import { cancellable } from "../cancellable";
import { pickPath } from "./pickPath";
import { notify } from "../../build/problems/notify";

/** The command's handler: of the file that the view hands over, else of one that is asked for. */
export async function copyFileOut(
  builtStage: BuiltStageOf,
  files: StageFiles,
  argument: unknown,
): Promise<void> {
  if (isFileInStage(argument)) {
    await save(argument.stage, argument.path);
    return;
  }
  const stage = await readStage(builtStage, files, argument);
  if (stage === undefined) return;
  const chosen = await pickPath(stage.index, l10n.t("Copy File out of {0}", stage.image));
  if (chosen !== undefined) await save(stage, chosen);
}

async function save(stage: IndexedStage, at: string): Promise<void> {
  const found = resolvePath(stage.index, at);
  if (found?.node.kind !== "file") {
    notify({ message: l10n.t("{0} is not a file that can be copied.", at), steps: [] });
    return;
  }
  const folder = vscode.Uri.joinPath(stage.uri, "..");
  const target = await vscode.window.showSaveDialog({
    title: l10n.t("Copy {0} out of {1}", at, stage.image),
    defaultUri: vscode.Uri.joinPath(folder, safeFileName(path.posix.basename(at))),
    saveLabel: l10n.t("Copy"),
  });
  if (target === undefined) return;
  if (target.scheme !== "file") {
    notify({
      message: l10n.t("You can copy a file of a stage only to a folder on this machine."),
      steps: [],
    });
    return;
  }
  const problem = await cancellable(l10n.t("Copying {0}", at), signal =>
    copy(stage, found.path, target.fsPath, signal),
  );
  if (problem !== undefined) notify({ message: l10n.t("{0} was not copied: {1}", at, problem), steps: [] });
}

/** Into a file beside the target, which takes its place at the end: what was there stays whole until then. */
async function copy(
  { engine, facts }: IndexedStage,
  from: string,
  target: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const part = `${target}.${process.pid}.part`;
  try {
    const copied = await copyImageFile(engine, facts.id, from, () => createWriteStream(part), signal);
    if (copied.problem !== undefined) return copied.problem;
    await chmod(part, copied.answer.mode & 0o777);
    await rename(part, target);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await rm(part, { force: true });
  }
}
