/** Which stages have something that their containers run. */
import { baseStage } from "./baseStage";
import { MOST_TRIGGERED } from "./model";
import { OFFICIAL_IMAGES } from "./officialImages";
import type { Stage, StageModel } from "./model";

/** Answers whether something is known that the containers of a stage run. */
type IsStarted = (stage: Stage) => boolean;

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
 * By the index of the stage: whether it, what its base triggers in it, or a stage that it is based on says what its containers run. Of
 * what a named context in its place, or as its base, runs, `isLinkedStarted` answers whether another Dockerfile says it.
 */
export function startedStages(model: StageModel, isLinkedStarted: IsStarted): boolean[] {
  return stagesWith(model, isProgram, isLinkedStarted);
}

/** The same, or whether its base image says it. */
export function runnableStages(model: StageModel, isLinkedStarted: IsStarted): boolean[] {
  return stagesWith(model, stage => isProgram(stage) || startsByItself(stage), isLinkedStarted);
}

function stagesWith(model: StageModel, hasStart: IsStarted, isLinkedStarted: IsStarted): boolean[] {
  const found: boolean[] = [];
  for (const stage of model.stages) {
    const base = baseStage(model, stage);
    const triggered = base?.triggers
      .slice(0, MOST_TRIGGERED)
      .some(({ instruction: { trigger } }) => STARTS.has(trigger?.keyword ?? ""));
    found.push(
      isLinkedStarted(stage) ||
        (!stage.replaced && (hasStart(stage) || triggered === true || found[base?.index ?? -1] === true)),
    );
  }
  return found;
}

/** Whether the base image has a CMD or an ENTRYPOINT of its own, as every Docker Official Image does; of others nothing is known. */
function startsByItself({ base }: Stage): boolean {
  const [, name] = /^(?:docker\.io\/)?(?:library\/)?([^/:@]+)(?:[:@].*)?$/.exec(base.expanded) ?? [];
  return base.to === "image" && name !== undefined && OFFICIAL_IMAGES.has(name);
}
