/** Which stages say what their containers run. */
import { baseStage } from "./baseStage";
import { MOST_TRIGGERED } from "./model";
import type { Stage, StageModel } from "./model";

const STARTS = new Set(["CMD", "ENTRYPOINT"]);

/** Most stages are those of the version before. */
const known = new WeakMap<Stage, boolean>();

/** Whether the lines of a stage say what its containers run. */
export function isProgram(stage: Stage): boolean {
  let answer = known.get(stage);
  if (answer === undefined) {
    answer = stage.body.some(({ instruction: { keyword } }) => STARTS.has(keyword));
    known.set(stage, answer);
  }
  return answer;
}

/**
 * By the index of the stage: whether it, what its base triggers in it, or a stage that it is based on says what its containers
 * run. What a named context in its place runs, nobody knows.
 */
export function runnableStages(model: StageModel): boolean[] {
  const found: boolean[] = [];
  for (const stage of model.stages) {
    const base = baseStage(model, stage);
    const triggered = base?.triggers
      .slice(0, MOST_TRIGGERED)
      .some(({ instruction: { trigger } }) => STARTS.has(trigger?.keyword ?? ""));
    found.push(
      !stage.replaced && (isProgram(stage) || triggered === true || found[base?.index ?? -1] === true),
    );
  }
  return found;
}
