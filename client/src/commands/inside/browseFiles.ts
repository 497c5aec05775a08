/** "Browse Files of Stage": builds a stage and lists what is in its image, in the view "Stage Files". */
import * as l10n from "@vscode/l10n";
import type { IndexedStage, StageFiles } from "../../views/stageFileIndexes";
import type { StageFilesTree } from "../../views/stageFilesTree";
import type { BuiltStageOf } from "./builtStage";
import { cancellable } from "../cancellable";
import { notify } from "../../build/problems/notify";

/** The command's handler. */
export async function browseFiles(
  builtStage: BuiltStageOf,
  files: StageFiles,
  tree: StageFilesTree,
  argument: unknown,
): Promise<void> {
  const stage = await readStage(builtStage, files, argument);
  if (stage === undefined) return;
  files.show(stage);
  await tree.reveal(stage);
}

/** Builds a stage and reads its files; what stands in the way has been told where there is no answer. */
export async function readStage(
  builtStage: BuiltStageOf,
  files: StageFiles,
  argument: unknown,
): Promise<IndexedStage | undefined> {
  const built = await builtStage(argument);
  if (built === undefined) return undefined;
  const read = await cancellable(l10n.t("Reading the files of {0}", built.image), signal =>
    files.read(built, signal),
  );
  if (read?.problem === undefined) return read?.answer;
  notify({
    message: l10n.t("The files of {0} could not be read: {1}", built.image, read.problem),
    steps: [],
  });
  return undefined;
}
