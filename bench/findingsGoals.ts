/** What this project promises of what findings cost, and whether the figures keep it. */
import type { FindingsFigure, UnchangedFigure } from "./findings";
import type { Verdict } from "./goals";
import type { RealFigures } from "./realFiles";
import { median } from "./rounds";

/** How much faster an edit is to be than theirs where every stage has a finding, by the size of the file. */
const TIMES: ReadonlyMap<number, number> = new Map([
  [500, 10],
  [5_000, 50],
  [20_000, 95],
]);
const UNCHANGED_MS = 2;
/** How much faster an edit of a real file is to be: half of the files by so much, and every one by so much. */
const REAL_MEDIAN = 5;
const REAL_LEAST = 3;

/** The verdicts on the goals for which there are figures. */
export function findingsVerdicts(
  findings: readonly FindingsFigure[],
  unchanged: UnchangedFigure | null,
  real: RealFigures | null,
): Verdict[] {
  return [
    ...findings.flatMap(({ rule, lines, values }): Verdict[] => {
      const times = TIMES.get(lines);
      if (times === undefined) return [];
      const goal = `edit to diagnostics at ${lines} lines with ${rule} in every stage`;
      return [faster(goal, times, timesFaster(values))];
    }),
    ...(unchanged
      ? [
          {
            goal: `a request for unchanged diagnostics at 5000 lines within ${UNCHANGED_MS} ms`,
            reached: `${unchanged.milliseconds.toFixed(2)} ms`,
            met: unchanged.milliseconds <= UNCHANGED_MS,
          },
        ]
      : []),
    ...(real ? realVerdicts(real) : []),
  ];
}

function realVerdicts({ edits, opening, memory }: RealFigures): Verdict[] {
  const ratios = edits.map(({ values }) => timesFaster(values));
  const atMost = edits.map(({ values, empty }) => timesFaster([values[0] ?? NaN, empty]));
  return [
    faster("edit to diagnostics of real files, the median", REAL_MEDIAN, median(ratios), median(atMost)),
    faster(
      "edit to diagnostics of real files, the least",
      REAL_LEAST,
      Math.min(...ratios),
      Math.min(...atMost),
    ),
    notAbove("opening real files", opening),
    notAbove("memory after opening real files", memory),
  ];
}

/** `atMost` is what an empty program reaches, where that was measured. */
function faster(goal: string, times: number, reached: number, atMost?: number): Verdict {
  return {
    goal: `${goal} at least ${times}x faster`,
    reached: `${reached.toFixed(1)}x${atMost === undefined ? "" : ` (an empty program ${atMost.toFixed(1)}x)`}`,
    met: reached >= times,
  };
}

function notAbove(goal: string, values: readonly number[]): Verdict {
  const share = 1 / timesFaster(values);
  return {
    goal: `${goal} not above theirs`,
    reached: `${(100 * share).toFixed(0)} % of theirs`,
    met: share <= 1,
  };
}

/** The first of the values is theirs, all others are ours; the worst of ours counts. */
export function timesFaster([theirs = NaN, ...ours]: readonly number[]): number {
  return theirs / Math.max(...ours);
}
