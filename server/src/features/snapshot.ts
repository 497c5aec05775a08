/** The answer to `dockerfileStages/snapshot`: the stage model and the instructions of one version of a document. */
import type { SnapshotAnswer } from "../protocol";
import type { FeatureContext } from "./context";
import { instructionsAnswer } from "./instructions";
import { EMPTY_MODEL, stagesAnswer, withModel } from "./model";
import type { ModelRequestOptions } from "./model";

/** The answer where there is no document to speak of. */
export const EMPTY_SNAPSHOT: SnapshotAnswer = { version: null, ...EMPTY_MODEL, instructions: [] };

/** Both parts are of the same model, so their stages, steps and positions fit together. */
export function snapshotAnswer(context: FeatureContext, options: ModelRequestOptions): SnapshotAnswer {
  const same = withModel(context, options);
  return {
    version: context.document.version,
    ...stagesAnswer(same, options.target),
    ...instructionsAnswer(same),
  };
}
