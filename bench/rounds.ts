/** Repeating a measurement fairly: who is measured takes turns, and counts only after a warm-up. */

import { mainThreadWork } from "./threadWork";

/** How long to measure: until the time is used up, but within these numbers of rounds. */
export interface Effort {
  atLeast: number;
  atMost: number;
  milliseconds: number;
}

/** At the least, for each subject before anything counts; and at the most, as often as it is measured. */
const WARM_UP_STEPS = 2;
const WARM_UP_TIMES = 10;

/** The medians of the subjects, in their order, and the number of rounds behind each. */
export interface Medians {
  rounds: number;
  values: number[];
  /** How long the main thread of each computed, in milliseconds; absent where that is not known. */
  work?: number[];
}

/** How long something took on the clock, and how long the main thread of a server computed for it where that is known, in milliseconds. */
export interface Took {
  milliseconds: number;
  work: number | null;
}

/**
 * Measures every subject once in each round, so that whatever else the machine does hits all of them, until the effort is
 * spent. Before that every subject has the same time, half as much as the rounds, to warm up by itself: an editor's server
 * runs for hours, so what counts is the code that its engine has compiled.
 */
export async function measured<Subject>(
  subjects: readonly Subject[],
  effort: Effort,
  step: (subject: Subject) => Promise<number | Took>,
): Promise<Medians> {
  const warmUp = {
    atLeast: Math.min(WARM_UP_STEPS, effort.atMost),
    atMost: effort.atMost * WARM_UP_TIMES,
    milliseconds: effort.milliseconds / 2,
  };
  for (const subject of subjects) await repeat([subject], warmUp, step);
  const times = await repeat(subjects, effort, step);
  const values = times.map(own =>
    median(own.map(took => (typeof took === "number" ? took : took.milliseconds))),
  );
  const work = times.map(own => own.flatMap(took => (typeof took === "number" ? [] : (took.work ?? []))));
  const isKnown = work.every((own, index) => own.length > 0 && own.length === times[index]?.length);
  return { rounds: times[0]?.length ?? 0, values, ...(isKnown ? { work: work.map(median) } : {}) };
}

/** The value in the middle, or between the two in the middle; one outlier does not move it. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error("Nothing was measured.");
  return (lower + upper) / 2;
}

/** How long it takes, in milliseconds. */
export async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** How long it takes a server, by the number of its process. */
export async function timedWork(pid: number, run: () => Promise<void>): Promise<Took> {
  const before = mainThreadWork(pid);
  const milliseconds = await timed(run);
  const after = mainThreadWork(pid);
  return { milliseconds, work: before === null || after === null ? null : after - before };
}

/** What every subject gave in a number of rounds, each once in a round, after a round that does not count. */
export async function timesInTurns<Subject, Value>(
  subjects: readonly Subject[],
  rounds: number,
  step: (subject: Subject) => Promise<Value>,
): Promise<{ subject: Subject; values: Value[] }[]> {
  for (const subject of subjects) await step(subject);
  const values = await repeat(subjects, { atLeast: rounds, atMost: rounds, milliseconds: 0 }, step);
  return subjects.map((subject, index) => ({ subject, values: values[index] ?? [] }));
}

async function repeat<Subject, Value>(
  subjects: readonly Subject[],
  effort: Effort,
  step: (subject: Subject) => Promise<Value>,
): Promise<Value[][]> {
  const times = subjects.map((): Value[] => []);
  const begun = performance.now();
  for (let round = 0; round < effort.atMost; round++) {
    if (round >= effort.atLeast && performance.now() - begun > effort.milliseconds) break;
    for (let turn = 0; turn < subjects.length; turn++) {
      const index = (round + turn) % subjects.length; // nobody is always the first
      const subject = subjects[index];
      if (subject !== undefined) times[index]?.push(await step(subject));
    }
  }
  return times;
}
