/** The image that a build has made of a stage, as its engine has it. */
import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import type { Engine } from "../engine/engine";
import type { BuildRequest } from "../engine/engineCommand";
import { inspectImage, type Asked, type ImageFacts } from "../engine/image";
import { isImageName } from "../inside/runCommands";
import type { BuiltFile } from "../progress/stepPlaces";
import { stageFingerprints } from "../snapshot/staleness";
import type { BuildEnd } from "./builds";

/** A stage with the image that a build has just made of it. */
export interface BuiltStage {
  uri: vscode.Uri;
  /** As it was asked for: none for the last stage. */
  stage: string | undefined;
  engine: Engine;
  /** The name of the image: no option, and nothing that a terminal would fill in. */
  image: string;
  facts: ImageFacts;
  request: BuildRequest;
  /** Of what the image was made of (`stageFingerprints`); undefined where the build is not known. */
  fingerprint: string | undefined;
  /** The Dockerfile as it was built; undefined where the build is not known. */
  file?: BuiltFile | undefined;
}

/** The stage and the image of a build that has ended well; undefined where it has not. */
export async function imageOfBuild({
  uri,
  stage,
  request,
  status,
  build,
}: BuildEnd): Promise<Asked<BuiltStage> | undefined> {
  if (uri === undefined || request === undefined || status !== 0) return undefined;
  const { engine, image } = request;
  if (!isImageName(image))
    return { problem: l10n.t('The image is named "{0}", which is not a valid image name.', image) };
  const inspected = await inspectImage(engine, image);
  if (inspected.problem !== undefined) {
    return {
      problem: l10n.t(
        "The stage was built, but the engine does not have the image {0}: {1}. Some builders keep images in their cache unless you configure them to load the images.",
        image,
        inspected.problem,
      ),
    };
  }
  const facts = inspected.answer;
  if (facts.os === "windows")
    return { problem: l10n.t("{0} is a Windows image. Its files cannot be browsed here.", image) };
  const { file, inputs } = build ?? {};
  const fingerprint = file && inputs && stageFingerprints(file, inputs)[file.target];
  return { answer: { uri, stage, engine, image, facts, request, fingerprint, file } };
}
