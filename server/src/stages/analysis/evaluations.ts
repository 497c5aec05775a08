/** What the builder does in each stage, in the environment that its bases leave: gone through once, and again only where an edit tells. */
import { baseStage } from "../model/baseStage";
import { evaluateStage } from "../evaluation/evaluateStage";
import type { StageEvaluation } from "../evaluation/stageEvaluation";
import { isSameEnvironment } from "../evaluation/environment";
import type { Environment } from "../evaluation/environment";
import { rootOf } from "../evaluation/rootEnvironment";
import type { Stage, StageModel } from "../model/model";

/** By the index of the stage: what was known last. It goes from one version of a document to the next. */
export type KnownEvaluations = (StageEvaluation | undefined)[];

/**
 * Answers what the builder does in a stage; null for a stage that a named context replaces. It is the same object as in the
 * version before where the stage, its base and what they inherit are the same. `startOf` answers what the image of another
 * Dockerfile leaves that takes the place of a stage, or that it is based on; null for all else.
 */
export function evaluator(
  model: StageModel,
  known: KnownEvaluations,
  startOf: (stage: Stage) => Environment | null,
): (stage: Stage) => StageEvaluation | null {
  /** By the index of the stage: 1 where what is known is of this version. */
  const settled = new Uint8Array(model.stages.length);
  known.length = model.stages.length;

  const isSettled = ({ index }: Stage) => settled[index] === 1;

  function settle(stage: Stage): void {
    settled[stage.index] = 1;
    const parent = baseStage(model, stage);
    // Of a base that a named context replaces nothing is left but an image.
    const isInherited = parent !== null && !parent.replaced;
    const left = isInherited ? known[parent.index]?.end : (startOf(parent ?? stage) ?? undefined);
    const before = known[stage.index];
    // Without a stage to inherit from, the stage itself says what it begins with.
    if (
      before?.stage === stage &&
      before.parent === parent &&
      (left ?? before.inherited) === before.inherited
    )
      return;
    const inherited = left ?? rootOf(stage.base);
    const evaluation = evaluateStage(model, stage, parent, inherited);
    // Where a stage leaves to others what it left before, they are what they were.
    const isSameEnd = before !== undefined && isSameEnvironment(before.end, evaluation.end);
    known[stage.index] = isSameEnd ? { ...evaluation, end: before.end } : evaluation;
  }

  /** Settles a stage with all that it is based on; without recursion, because a file may chain thousands of stages. */
  function settleChain(stage: Stage): void {
    const chain: Stage[] = [];
    for (let at: Stage | null = stage; at && !at.replaced && !isSettled(at); at = baseStage(model, at))
      chain.push(at);
    for (const each of chain.reverse()) settle(each);
  }

  return stage => {
    if (stage.replaced) return null;
    if (isSettled(stage)) return known[stage.index] ?? null;
    const base = baseStage(model, stage);
    // Most are asked for in the order of the file, where the base is settled.
    if (base && !base.replaced && !isSettled(base)) settleChain(base);
    settle(stage);
    return known[stage.index] ?? null;
  };
}
