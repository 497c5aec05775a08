/** All that looks into the stages that were built: their files, their shells, their images. */
import * as vscode from "vscode";
import type { BuildTerminals } from "../../build/task/buildTerminal";
import { readStagesFor } from "../../stageReads";
import { followBuilds } from "../../views/afterBuilds";
import type { FilesNow } from "../../views/documentSnapshots";
import { createStageFiles } from "../../views/stageFileIndexes";
import { createStageFileSystem } from "../../views/stageFileSystem";
import { createStageFilesTree, isShownStage } from "../../views/stageFilesTree";
import { STAGE_SCHEME } from "../../views/stageUri";
import { browseFiles } from "./browseFiles";
import { copyFileOut } from "./copyFileOut";
import { exportStage } from "./exportStage";
import { openShell } from "./openShell";
import { removeImages } from "./removeImages";

/** Registers the view, the file system and the commands, and answers the server. */
export function lookInside(terminals: BuildTerminals, now: FilesNow): { dispose(): unknown }[] {
  const { registerCommand } = vscode.commands;
  const files = createStageFiles();
  const tree = createStageFilesTree(files);
  readStagesFor(terminals.client, files, now);
  return [
    files,
    tree,
    followBuilds(terminals, files),
    vscode.workspace.registerFileSystemProvider(
      STAGE_SCHEME,
      createStageFileSystem(terminals.engines, files),
      {
        isReadonly: true,
        isCaseSensitive: true,
      },
    ),
    registerCommand("dockerfileStages.openShell", (argument: unknown) => openShell(terminals, argument)),
    registerCommand("dockerfileStages.browseFiles", (argument: unknown) =>
      browseFiles(terminals, files, tree, argument),
    ),
    registerCommand("dockerfileStages.copyFileOut", (argument: unknown) =>
      copyFileOut(terminals, files, argument),
    ),
    registerCommand("dockerfileStages.exportStage", (argument: unknown) => exportStage(terminals, argument)),
    registerCommand("dockerfileStages.removeImages", () => removeImages(terminals.engines)),
    registerCommand("dockerfileStages.closeFiles", (argument: unknown) => {
      if (isShownStage(argument)) files.close(argument.stage);
    }),
  ];
}
