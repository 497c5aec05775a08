/** "What Is in This Image": builds a stage and shows what it adds to its base, who put it there, and what is wasted. */
import * as l10n from "@vscode/l10n";
import { notify } from "../../build/problems/notify";
import { readSavedImage } from "../../inside/savedImage";
import { stageContent } from "../../report/content";
import type { ContentPages } from "../../views/contentPages";
import { cancellable } from "../cancellable";
import type { BuiltStageOf } from "./builtStage";

/** The command's handler. */
export async function showImageContent(
  builtStage: BuiltStageOf,
  pages: ContentPages,
  argument: unknown,
): Promise<void> {
  const built = await builtStage(argument);
  if (built === undefined) return;
  const { engine, image, facts, uri, file } = built;
  const read = await cancellable(l10n.t("Reading the layers of {0}", image), signal =>
    readSavedImage(engine, facts.id, signal),
  );
  if (read === undefined) return;
  const content = read.answer && file && stageContent(file, image, read.answer);
  if (content !== undefined && file !== undefined) {
    pages.show({ uri, content, instructions: file.instructions });
    return;
  }
  const reason = read.problem ?? l10n.t("its layers are not those of the instructions in the file");
  notify({ message: l10n.t("The layers of {0} could not be read: {1}", image, reason), steps: [] });
}
