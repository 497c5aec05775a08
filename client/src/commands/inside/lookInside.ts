/** All that looks into the stages that were built: their files, their shells, their images. */
import * as vscode from "vscode";
import type { Engines } from "../../build/engines/engines";
import type { BuildSession } from "../../build/session";
import type { LanguageServer } from "../../server/languageServer";
import { followBuilds } from "../../views/afterBuilds";
import type { DocumentSnapshots } from "../../views/documentSnapshots";
import { createStageFiles } from "../../views/stageFileIndexes";
import { createStageFileSystem } from "../../views/stageFileSystem";
import { createStageFilesTree, isShownStage } from "../../views/stageFilesTree";
import { answerStageReads } from "../../views/stageReads";
import { STAGE_SCHEME } from "../../views/stageUri";
import { browseFiles } from "./browseFiles";
import type { BuiltStageOf } from "./builtStage";
import { copyFileOut } from "./copyFileOut";
import { copyFolderOut } from "./copyFolderOut";
import { exportStage } from "./exportStage";
import { openShell } from "./openShell";
import { removeImages } from "./removeImages";

/** Registers the view, the file system and the commands, and answers the server. */
export function lookInside(
  server: LanguageServer,
  engines: Engines,
  session: BuildSession,
  builtStage: BuiltStageOf,
  snapshots: DocumentSnapshots,
): { dispose(): unknown }[] {
  const { registerCommand } = vscode.commands;
  const files = createStageFiles();
  const tree = createStageFilesTree(files);
  return [
    files,
    tree,
    answerStageReads(server, files, snapshots),
    followBuilds(session, files),
    vscode.workspace.registerFileSystemProvider(STAGE_SCHEME, createStageFileSystem(engines, files), {
      isReadonly: true,
      isCaseSensitive: true,
    }),
    registerCommand("dockerfileStages.openShell", (argument: unknown) => openShell(builtStage, argument)),
    registerCommand("dockerfileStages.browseFiles", (argument: unknown) =>
      browseFiles(builtStage, files, tree, argument),
    ),
    registerCommand("dockerfileStages.copyFileOut", (argument: unknown) =>
      copyFileOut(builtStage, files, argument),
    ),
    registerCommand("dockerfileStages.copyFolderOut", (argument: unknown) => copyFolderOut(argument)),
    registerCommand("dockerfileStages.exportStage", (argument: unknown) => exportStage(builtStage, argument)),
    registerCommand("dockerfileStages.removeImages", () => removeImages(engines)),
    registerCommand("dockerfileStages.closeFiles", (argument: unknown) => {
      if (isShownStage(argument)) files.close(argument.stage);
    }),
  ];
}
