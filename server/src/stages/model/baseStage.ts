/** The stage that a stage is based on: the one place that says so, for everything that asks what a stage has from its base. */
import type { Stage, StageModel } from "./model";
import { referencedStage, referencedStages } from "./references";

/**
 * The stage of the file that a stage is built on, or null: its base is an image or the like, or a named context takes the
 * place of the stage, so that its `FROM` is not built (spec 2.4). The answer may itself be replaced by a named context. Of
 * such a base only the ONBUILD lines have an effect, because the builder triggers them all the same: nothing of what its
 * other instructions do is inherited.
 */
export function baseStage(model: Pick<StageModel, "stages">, { base, replaced }: Stage): Stage | null {
  return replaced ? null : referencedStage(model, base);
}

/** The stages that a stage may be built on: several where that depends on the platform. */
export function baseStages(model: Pick<StageModel, "stages">, { base, replaced }: Stage): readonly Stage[] {
  return replaced ? [] : referencedStages(model, base);
}

/** A stage, the stage it is based on, and so on down to the one that is based on none of the file. */
export function baseChain(model: StageModel, stage: Stage): Stage[] {
  const chain: Stage[] = [];
  // A base stands before its stage, so this comes to an end.
  for (let at: Stage | null = stage; at; at = baseStage(model, at)) chain.push(at);
  return chain;
}

/** The image that the chain of bases of a stage ends in, as it is written; null for any other end. */
export function baseImage(model: StageModel, stage: Stage): string | null {
  const root = baseChain(model, stage).at(-1);
  return root && !root.replaced && root.base.to === "image" && !root.base.problem ? root.base.expanded : null;
}
