/** A stage together with those it is based on: what they are, and what the builder does in them one after the other. */
import type { Instruction } from "../../dockerfile/instruction";
import { dispatchStage } from "./evaluateStage";
import type { StageDispatch } from "./evaluateStage";
import { rootOf } from "./environment";
import type { Stage, StageModel } from "../model/model";

/** The instructions that change what later ones see. */
const SETTING = new Set(["ARG", "ENV", "WORKDIR"]);

/**
 * What the builder does in the stages of a chain, the first one first: `ARG`, `ENV`, `WORKDIR` and the instructions that are
 * wanted. A stage that a named context replaces is not built, and so not among them.
 */
export function dispatchChain(
  model: StageModel,
  chain: readonly Stage[],
  isWanted: (instruction: Instruction) => boolean,
): StageDispatch[] {
  const dispatches: StageDispatch[] = [];
  for (const stage of chain.toReversed()) {
    if (stage.replaced) continue;
    const parent = dispatches.at(-1);
    dispatches.push(
      dispatchStage(
        model,
        stage,
        parent?.stage ?? null,
        parent?.end ?? rootOf(stage.base),
        instruction => SETTING.has(instruction.keyword) || isWanted(instruction),
      ),
    );
  }
  return dispatches;
}
