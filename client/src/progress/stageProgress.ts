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
    done: steps.filter(hasEnded).length,
    total: Math.max(steps.length, totalOf(steps)),
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

/** Builders that say the number of all steps say it at the first one. */
function totalOf(steps: readonly BuildStep[]): number {
  const platforms = new Set(steps.map(({ place }) => (place?.by === "name" ? place.platform : undefined)));
  const totals = steps.map(({ place }) => (place?.by === "name" ? place.total : 0));
  return Math.max(0, ...totals) * Math.max(1, platforms.size);
}

function stateOfAll(steps: readonly BuildStep[]): StepState {
  const states = new Set(steps.map(({ state }) => state));
  for (const state of ["failed", "running", "cancelled"] as const) if (states.has(state)) return state;
  if (!states.has("waiting")) return states.has("done") ? "done" : "cached";
  // Between two of its steps a stage is at work as well.
  return states.size === 1 ? "waiting" : "running";
}
