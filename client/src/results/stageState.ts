/** How each stage that a build needs fares, or fared, in it. */
import type { BuildRecord, StepState } from "../progress/buildRecord";
import { imageReferences } from "../progress/failurePlaces";
import { instructionProgress, stageProgress, type InstructionProgress } from "../progress/stageProgress";
import type { BuiltFile } from "../progress/stepPlaces";
import { neededStages } from "../snapshot/staleness";

export interface StageState {
  /** The index of the stage in the file that is built. */
  stage: number;
  /** `cached`: nothing had to be done after its base. */
  state: StepState;
  /** How many of its steps have ended, and how many there are; none of a stage that only others make steps of. */
  done: number;
  total: number;
  /** In milliseconds. */
  took: number;
  /** Those that the builder has said something of. */
  instructions: InstructionProgress[];
}

/** The stages that the build needs, in the order of the file. `now` is this machine's clock, in milliseconds. */
export function stageStates(
  { record, file }: { record: BuildRecord; file: BuiltFile },
  now: number,
): StageState[] {
  const stages = new Map(stageProgress(record, file, now).map(progress => [progress.stage, progress]));
  const instructions = new Map<number | null | undefined, InstructionProgress[]>();
  for (const progress of instructionProgress(record, file, now)) {
    const stage = file.instructions[progress.instruction]?.stage;
    const known = instructions.get(stage);
    if (known === undefined) instructions.set(stage, [progress]);
    else known.push(progress);
  }
  // Builders that number all instructions do not say how many there are.
  const countsAll = [...record.steps.values()].some(
    ({ place }) => place?.by === "file" || place?.by === "index",
  );
  const withoutImage = stagesWithoutImage(record, file);
  const atWork = new Set(
    [...instructions]
      .filter(([, own]) => own.some(({ state }) => state === "running"))
      .map(([stage]) => stage),
  );
  return neededStages(file.model, file.target).map(stage => {
    const own = instructions.get(stage) ?? [];
    const progress = stages.get(stage) ?? { stage, state: "waiting" as const, done: 0, total: 0, took: 0 };
    const total = Math.max(progress.total, countsAll ? instructionsIn(stage, file) : 0);
    const state = withoutImage.has(stage) ? "failed" : stateOf(progress.state, own, file);
    const others = file.model.stages[stage]?.needs ?? [];
    const isWaiting = state === "running" && !atWork.has(stage) && others.some(other => atWork.has(other));
    return { ...progress, total, state: isWaiting ? "waiting" : state, instructions: own };
  });
}

/** The stages whose image could not be loaded: what loads it is a step of no stage. */
function stagesWithoutImage({ steps }: BuildRecord, { model }: BuiltFile): Set<number> {
  const failed = [...steps.values()].filter(({ state, place }) => state === "failed" && place === undefined);
  return new Set(failed.flatMap(({ name }) => imageReferences(name, model)).map(({ inStage }) => inStage));
}

function instructionsIn(stage: number, { instructions }: BuiltFile): number {
  return instructions.filter(instruction => instruction.stage === stage).length;
}

/** A base that is there already is told as done, not as cached. */
function stateOf(
  state: StepState,
  own: readonly InstructionProgress[],
  { instructions }: BuiltFile,
): StepState {
  if (state !== "done") return state;
  const others = own.filter(({ instruction }) => instructions[instruction]?.keyword !== "FROM");
  return others.length > 0 && others.every(step => step.state === "cached") ? "cached" : "done";
}
