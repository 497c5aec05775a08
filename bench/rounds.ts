/** Repeating a measurement fairly: who is measured takes turns, and counts only after a warm-up. */

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
}

/**
 * Measures every subject once in each round, so that whatever else the machine does hits all of them, until the effort is
 * spent. Before that every subject has the same time, half as much as the rounds, to warm up by itself: an editor's server
 * runs for hours, so what counts is the code that its engine has compiled.
 */
export async function measured<Subject>(
  subjects: readonly Subject[],
  effort: Effort,
  step: (subject: Subject) => Promise<number>,
): Promise<Medians> {
  const warmUp = {
    atLeast: Math.min(WARM_UP_STEPS, effort.atMost),
    atMost: effort.atMost * WARM_UP_TIMES,
    milliseconds: effort.milliseconds / 2,
  };
  for (const subject of subjects) await repeat([subject], warmUp, step);
  const times = await repeat(subjects, effort, step);
  return { rounds: times[0]?.length ?? 0, values: times.map(median) };
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
