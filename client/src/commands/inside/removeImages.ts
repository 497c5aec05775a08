/** "Remove Images of Stages…": lists the images that this extension has made of the active Dockerfile, to remove some. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { engineOf } from "../../build/engines/engineOf";
import type { Engines } from "../../build/engines/engines";
import { namesOfStage } from "../../build/request/imageTags";
import { settingsFor } from "../../build/request/settingsFor";
import * as problems from "../../build/problems/problems";
import type { StageImage } from "../../inside/labels";
import { findStageImages, removeStageImages } from "../../inside/removeImages";
import { ago, size } from "../../engine/amounts";
import { notify } from "../../build/problems/notify";
import { activeDockerfile, noDockerfile } from "../resolveStage";
import { showInformation } from "../../messages";
import { refusedInRestrictedMode } from "../../build/restrictedMode";

/** The command's handler. */
export async function removeImages(engines: Engines): Promise<void> {
  const document = activeDockerfile();
  if (document === undefined) {
    notify(noDockerfile());
    return;
  }
  const { uri } = document;
  const name = path.basename(uri.path);
  if (refusedInRestrictedMode()) return;
  if (uri.scheme !== "file") {
    notify(uri.scheme === "untitled" ? problems.untitled(name) : problems.notOnDisk(name, uri.scheme));
    return;
  }
  const asked = await engineOf(engines, document);
  if (asked.problem !== undefined) {
    notify(asked.problem);
    return;
  }
  const { engine } = asked;
  const dockerfile = uri.fsPath;
  const read = settingsFor(document);
  if ("problem" in read) {
    notify(read.problem);
    return;
  }
  const folder = path.basename(path.dirname(dockerfile));
  const namesOf = (stage: string) =>
    namesOfStage(read.settings.tags, { folder, file: path.basename(dockerfile), stage });
  const found = await findStageImages(engine, dockerfile, namesOf);
  if (found.problem !== undefined) {
    notify({ message: l10n.t("The images could not be listed: {0}", found.problem), steps: [] });
    return;
  }
  if (found.answer.length === 0) {
    void showInformation(l10n.t("The engine has no images of stages of {0}.", name));
    return;
  }
  const chosen = await choose(found.answer, name);
  if (chosen.length === 0) return;
  const { removed, left } = await removeStageImages(engine, dockerfile, namesOf, chosen);
  for (const { image, reason } of left)
    notify({ message: l10n.t("{0} was not removed: {1}.", image.tag, reason), steps: [] });
  if (removed.length > 0)
    void showInformation(l10n.t("Removed {0}.", removed.map(({ tag }) => tag).join(", ")));
}

/** Nothing is chosen beforehand: what goes is what somebody pointed at. */
async function choose(images: readonly StageImage[], dockerfile: string): Promise<StageImage[]> {
  const items = images.map(image => ({ label: image.tag, description: describe(image), image }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: l10n.t("Remove Images of Stages of {0}", dockerfile),
    placeHolder: l10n.t("The images to remove. The build cache is kept."),
    canPickMany: true,
    matchOnDescription: true,
  });
  return (chosen ?? []).map(({ image }) => image);
}

function describe({ stage, size: bytes, created }: StageImage): string {
  return [
    stage === "" ? l10n.t("the last stage") : stage,
    ...(bytes === undefined ? [] : [size(bytes)]),
    ...(created === undefined ? [] : [ago(Date.now() - created)]),
  ].join(" · ");
}
