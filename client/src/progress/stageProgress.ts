/** How each stage of a file fares in a build: what people see at its FROM, and what is kept of it afterwards. */
import { duration, hasEnded, type BuildRecord, type BuildStep, type StepState } from "./buildRecord";
import { instructionOfStep, stageOfStep, type BuiltFile } from "./stepPlaces";

export interface StageProgress {
  /** The index of the stage. */
  stage: number;
  /** `cached`: all of its steps were. */
  state: StepState;
  /** How many of its steps have ended, and how many there are. */
  done: number;
  total: number;
  /** How long its steps took, those that ran at the same time added up, in milliseconds. */
  took: number;
}

/** One instruction and what the build made of it: several steps where there are several platforms or triggers. */
export interface InstructionProgress {
  /** The index in `file.instructions`. */
  instruction: number;
  state: StepState;
  /** In milliseconds. */
  took: number;
  steps: BuildStep[];
}

/** The stages that have a step in the record, in the order of the file. `now` is this machine's clock, in milliseconds. */
export function stageProgress(record: BuildRecord, file: BuiltFile, now: number): StageProgress[] {
  return [...groups(record, step => stageOfStep(step, file))].map(([stage, steps]) => ({
    stage,
    state: stateOfAll(steps),
    ...countsOf(steps, stage, file),
    took: steps.reduce((sum, step) => sum + duration(step, now), 0),
  }));
}

/** The instructions that have a step in the record, in the order of the file. */
export function instructionProgress(
  record: BuildRecord,
  file: BuiltFile,
  now: number,
): InstructionProgress[] {
  return stepsByInstruction(record, file).map(([instruction, steps]) => ({
    instruction,
    state: stateOfAll(steps),
    took: steps.reduce((sum, step) => sum + duration(step, now), 0),
    steps,
  }));
}

type Groups = [key: number, steps: BuildStep[]][];

const byInstruction = new WeakMap<BuildRecord, { file: BuiltFile; count: number; groups: Groups }>();

/** Which instruction a step does hangs on which steps there are, not on how they fare: worked out when one is new. */
function stepsByInstruction(record: BuildRecord, file: BuiltFile): Groups {
  const count = record.steps.size;
  const known = byInstruction.get(record);
  if (known?.file === file && known.count === count) return known.groups;
  const found = groups(record, step => instructionOfStep(step, file, record));
  byInstruction.set(record, { file, count, groups: found });
  return found;
}

function groups({ steps }: BuildRecord, keyOf: (step: BuildStep) => number | undefined): Groups {
  const found = new Map<number, BuildStep[]>();
  for (const step of steps.values()) {
    const key = keyOf(step);
    if (key === undefined) continue;
    const group = found.get(key);
    if (group === undefined) found.set(key, [step]);
    else group.push(step);
  }
  return [...found].sort(([a], [b]) => a - b);
}

/**
 * How many steps of a stage have ended, and how many there are. BuildKit says a total with each step, but not always that of
 * this stage: where two builds do the same at once, both are told the names that the first one has given.
 */
function countsOf(
  steps: readonly BuildStep[],
  stage: number,
  file: BuiltFile,
): Pick<StageProgress, "done" | "total"> {
  const platforms = new Set(steps.map(({ place }) => (place?.by === "name" ? place.platform : undefined)));
  const own = steps.every(({ place }) => place?.by === "name") ? numberedSteps(file).get(stage) : undefined;
  const total = own === undefined ? steps.length : own * Math.max(1, platforms.size);
  return { done: Math.min(total, steps.filter(hasEnded).length), total };
}

const numbered = new WeakMap<BuiltFile, Map<number | null, number>>();

/** How many steps BuildKit numbers in each stage; made once for a file. */
function numberedSteps(file: BuiltFile): Map<number | null, number> {
  const known = numbered.get(file);
  if (known !== undefined) return known;
  const found = new Map<number | null, number>();
  for (const { stage, step, triggers = 0 } of file.instructions)
    found.set(stage, (found.get(stage) ?? 0) + (step === null ? 0 : 1) + triggers);
  numbered.set(file, found);
  return found;
}

function stateOfAll(steps: readonly BuildStep[]): StepState {
  const states = new Set(steps.map(({ state }) => state));
  for (const state of ["failed", "running", "cancelled"] as const) if (states.has(state)) return state;
  if (!states.has("waiting")) return states.has("done") ? "done" : "cached";
  // Between two of its steps a stage is at work as well.
  return states.size === 1 ? "waiting" : "running";
}
