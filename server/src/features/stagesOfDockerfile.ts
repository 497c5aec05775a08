/** What is told of the stages of a Dockerfile without opening it: for lists of many. */
import type { DockerfileStage } from "../protocol";
import { keywordSpan } from "../stages/model/stagePlaces";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The stages of a Dockerfile, in the order of the file. */
export function stagesOfDockerfile(context: FeatureContext): DockerfileStage[] {
  return context.analysis.model.stages.map(stage => ({
    name: stage.name,
    displayName: stage.displayName,
    base: stage.base.text,
    keywordRange: rangeOf(context, keywordSpan(stage)),
  }));
}
