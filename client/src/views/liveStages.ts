/** Which stages of a file, as it is now, a build is at work on: people edit while it runs. */
import type { BuildRecord } from "../progress/buildRecord";
import type { BuiltFile } from "../progress/stepPlaces";
import { stageStates, type StageState } from "../results/stageState";
import type { ModelAnswer, ModelStage } from "../../../server/src/protocol";

/**
 * The states of a build by the stages as they are now: a stage is found by its name, one without a name at its place.
 * Stages that have come since have none. `now` is this machine's clock, in milliseconds.
 */
export function liveStages(
  build: { record: BuildRecord; file: BuiltFile },
  { stages }: ModelAnswer,
  now: number,
): Map<number, StageState> {
  const found = new Map<number, StageState>();
  for (const state of stageStates(build, now)) {
    const built = build.file.model.stages[state.stage];
    const current = built && stages.findLast(stage => isSame(stage, built));
    if (current !== undefined) found.set(current.index, state);
  }
  return found;
}

function isSame(stage: ModelStage, built: ModelStage): boolean {
  return stage.name === built.name && (built.name !== "" || stage.index === built.index);
}
