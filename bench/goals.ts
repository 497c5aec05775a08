/** What this project promises of its speed and size, and whether the figures keep it. */
import type { BuildFigure } from "./buildFigures";
import type { Figure } from "./measure";
import type { FeatureFigure } from "./features";
import type { RulesFigure } from "./rules";
import type { WindowFigure } from "./windowFigures";

/** The sizes of what is delivered, in bytes. */
export interface Delivered {
  vsix: number;
}

/** A promise and what came of it. */
export interface Verdict {
  goal: string;
  reached: string;
  met: boolean;
}

/** The first of the values is theirs, all others are ours: the goals are held against the worst of ours. */
export function theirsAndOurs({ values }: Figure): { theirs: number; ours: number } {
  const [theirs, ...ours] = values;
  if (theirs === undefined || ours.length === 0) throw new Error("A figure needs a value of each server.");
  return { theirs, ours: Math.max(...ours) };
}

/** How many times our figure fits into theirs. */
export function ratio(figure: Figure): number {
  const { theirs, ours } = theirsAndOurs(figure);
  return theirs / ours;
}

const FASTER: readonly { measure: Figure["measure"]; lines: number; times: number }[] = [
  { measure: "edit", lines: 500, times: 10 },
  { measure: "edit", lines: 5_000, times: 50 },
  { measure: "edit", lines: 20_000, times: 95 },
  { measure: "typedCompletion", lines: 5_000, times: 10 },
  { measure: "completion", lines: 5_000, times: 10 },
];
const GOAL_NAMES: Partial<Record<Figure["measure"], string>> = {
  edit: "edit to diagnostics",
  typedCompletion: "completion as typed",
  completion: "completion, text unchanged",
};
/** What the growth may be above linear before it counts: the noise of a machine that does other things too. */
const GROWTH_TOLERANCE = 0.15;
const GROWTH_LINES = [5_000, 20_000] as const;
/** What all rules may add to an edit, and at which size. */
const RULES_TIMES = 1.4;
const RULES_LINES = 5_000;
/** How much faster a feature is to be than theirs, and at which size. */
const FEATURE_TIMES = 10;
const FEATURE_TIMES_OF: Readonly<Record<string, number>> = { "semantic tokens": 100 };
const FEATURE_LINES = 5_000;
const VSIX_KB = 1024;
/** What a click may add to the bare command line: before the engine's first step, and to a build of more than two seconds. */
const STEP_LATER_MS = 150;
const BUILD_TIMES = 1.03;
const LONGEST_FRAME_MS = 100;

/** The verdicts on the goals for which there are figures; `lines` is what the text was meant to have. */
export function verdicts(
  figures: ReadonlyMap<number, readonly Figure[]>,
  features: readonly FeatureFigure[],
  rules: readonly RulesFigure[],
  delivered: Delivered,
  builds: readonly BuildFigure[] = [],
  windows: readonly WindowFigure[] = [],
): Verdict[] {
  const of = (lines: number, measure: Figure["measure"]) =>
    figures.get(lines)?.find(figure => figure.measure === measure);
  return [
    ...FASTER.flatMap(({ measure, lines, times }) => {
      const figure = of(lines, measure);
      return figure ? [fasterBy(figure, lines, times)] : [];
    }),
    ...growth(of(GROWTH_LINES[0], "edit"), of(GROWTH_LINES[1], "edit")),
    ...features.filter(({ lineCount }) => lineCount > FEATURE_LINES * 0.9).flatMap(featureFaster),
    ...rules.filter(({ lineCount }) => lineCount < 2 * RULES_LINES).map(rulesWithin),
    ...[...figures.keys()].flatMap(lines => {
      const figure = of(lines, "memory");
      return figure ? [memoryBelow(figure, lines)] : [];
    }),
    ...builds.filter(({ inEditor }) => inEditor).flatMap(buildWithin),
    ...windows.filter(({ isBuild }) => isBuild).map(noLongFrame),
    sizeBelow("VSIX", delivered.vsix, VSIX_KB),
  ];
}

function fasterBy(figure: Figure, lines: number, times: number): Verdict {
  const reached = ratio(figure);
  const name = GOAL_NAMES[figure.measure] ?? figure.measure;
  return {
    goal: `${name} at ${lines} lines at least ${times}x faster`,
    reached: `${reached.toFixed(1)}x`,
    met: reached >= times,
  };
}

function growth(smaller: Figure | undefined, larger: Figure | undefined): Verdict[] {
  if (!smaller?.lineCount || !larger?.lineCount) return [];
  const lineGrowth = larger.lineCount / smaller.lineCount;
  const [, ...before] = smaller.values;
  const [, ...after] = larger.values;
  const worst = Math.max(...after.map((value, index) => value / (before[index] ?? 0)));
  const tolerance = `${GROWTH_TOLERANCE * 100} % tolerance`;
  return [
    {
      goal: `edit to diagnostics from ${GROWTH_LINES.join(" to ")} lines grows no worse than linear (${tolerance})`,
      reached: `${worst.toFixed(1)}x for ${lineGrowth.toFixed(1)}x the lines`,
      met: worst <= lineGrowth * (1 + GROWTH_TOLERANCE),
    },
  ];
}

function featureFaster({ title, theirs, ours }: FeatureFigure): Verdict[] {
  if (theirs === null) return [];
  const times = FEATURE_TIMES_OF[title] ?? FEATURE_TIMES;
  return [
    {
      goal: `${title} at ${FEATURE_LINES} lines at least ${times}x faster`,
      reached: `${(theirs / ours).toFixed(1)}x`,
      met: theirs >= times * ours,
    },
  ];
}

function rulesWithin({ on, off }: RulesFigure): Verdict {
  return {
    goal: `edit to diagnostics at ${RULES_LINES} lines with all rules within ${RULES_TIMES}x of none`,
    reached: `${(on / off).toFixed(2)}x`,
    met: on <= RULES_TIMES * off,
  };
}

function buildWithin({ kind, later, times }: BuildFigure): Verdict[] {
  if (kind === "slow" || kind === "long") {
    return [
      {
        goal: `a build of ${kind === "slow" ? "two" : "ten"} seconds within ${BUILD_TIMES}x of the bare command line`,
        reached: `${times.toFixed(3)}x`,
        met: times <= BUILD_TIMES,
      },
    ];
  }
  return [
    {
      goal: `${kind === "first" ? "first" : "later"} click to the engine's first step less than ${STEP_LATER_MS} ms over the bare command line`,
      reached: `${later.toFixed(0)} ms`,
      met: later < STEP_LATER_MS,
    },
  ];
}

function noLongFrame({ title, frames: { longest } }: WindowFigure): Verdict {
  return {
    goal: `no frame of the window over ${LONGEST_FRAME_MS} ms: ${title}`,
    reached: `${longest} ms`,
    met: longest <= LONGEST_FRAME_MS,
  };
}

function memoryBelow(figure: Figure, lines: number): Verdict {
  const { theirs, ours } = theirsAndOurs(figure);
  return {
    goal: `memory at ${lines} lines not above theirs`,
    reached: `${((100 * ours) / theirs).toFixed(0)} % of theirs`,
    met: ours <= theirs,
  };
}

function sizeBelow(name: string, bytes: number, kilobytes: number): Verdict {
  return {
    goal: `${name} under ${kilobytes} KB`,
    reached: `${(bytes / 1024).toFixed(0)} KB`,
    met: bytes < kilobytes * 1024,
  };
}
