/** How each stage that a build needs fares, or fared, in it. */
import type { BuildRecord, StepState } from "../progress/buildRecord";
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
  return neededStages(file.model, file.target).map(stage => {
    const own = instructions.get(stage) ?? [];
    const progress = stages.get(stage) ?? { stage, state: "waiting" as const, done: 0, total: 0, took: 0 };
    const total = Math.max(progress.total, countsAll ? instructionsIn(stage, file) : 0);
    return { ...progress, total, state: stateOf(progress.state, own, file), instructions: own };
  });
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
