/** The tables of the page with the results. Each is empty where nothing was measured. */
import type { BuildFigure, BuildResults } from "./buildFigures";
import type { FeatureFigure } from "./features";
import type { HostileFigure } from "./hostile";
import type { RulesFigure } from "./rules";
import { milliseconds, table } from "./table";
import type { WindowResults } from "./windowFigures";

/** Every feature by itself, beside theirs. */
export function featuresTable(figures: readonly FeatureFigure[]): string[] {
  if (figures.length === 0) return [];
  return [
    "## Feature by feature",
    "",
    "The request alone, in milliseconds, after an edit and its diagnostics, until the last byte of the answer has arrived; ours as",
    "a client that asks for diagnostics. What theirs does not have has no ratio. The last columns are the client's own work: how",
    "long it took to read each server's answer as JSON, which no server can make shorter but by saying less.",
    "",
    ...table(
      ["lines", "feature", "rounds", "theirs", "ours", "ratio", "reading theirs", "ours"],
      figures.map(({ lineCount, title, rounds, theirs, ours, read }) => [
        String(lineCount),
        title,
        String(rounds),
        theirs === null ? "" : milliseconds(theirs),
        milliseconds(ours),
        theirs === null ? "" : `${(theirs / ours).toFixed(1)}x`,
        read.theirs === null ? "" : milliseconds(read.theirs),
        milliseconds(read.ours),
      ]),
      [0, 2, 3, 4, 5, 6, 7],
    ),
    "",
  ];
}

/** What the rules cost. */
export function rulesTable(figures: readonly RulesFigure[]): string[] {
  if (figures.length === 0) return [];
  return [
    "## What the rules cost",
    "",
    "Ours alone (pull), an edit to its diagnostics in milliseconds: every rule on, and every rule off; and the work of the main thread.",
    "",
    ...table(
      [
        "lines",
        "rounds",
        "on",
        "off",
        "ratio",
        ...(figures.some(({ work }) => work) ? ["work on", "work off", "ratio"] : []),
      ],
      figures.map(({ lineCount, rounds, on, off, work = [] }) => [
        String(lineCount),
        String(rounds),
        milliseconds(on),
        milliseconds(off),
        `${(on / off).toFixed(2)}x`,
        ...work.map(milliseconds),
        ...(work.length > 0 ? [`${((work[0] ?? NaN) / (work[1] ?? NaN)).toFixed(2)}x`] : []),
      ]),
      [0, 1, 2, 3, 4, 5, 6, 7],
    ),
    "",
  ];
}

const BUILD_KINDS: Readonly<Record<BuildFigure["kind"], string>> = {
  first: "first click, all in the cache",
  quick: "later clicks, all in the cache",
  slow: "later clicks, a RUN of two seconds",
  long: "later clicks, a RUN of ten seconds",
};

/** What a click costs beside the bare command line. */
export function buildsTable({ figures, skipped }: BuildResults): string[] {
  if (figures.length === 0 && skipped === null) return [];
  return [
    "## Builds",
    "",
    ...(skipped === null ? [] : [`Not all was measured: ${skipped}`, ""]),
    "The bare command line (`docker buildx build` with the same arguments) and our click, in turns, in milliseconds: until the engine",
    "names the first step of a stage, and until it ends. Inside the real VS Code from the command of the lens on; outside by what of",
    "our code needs no editor. The first click comes when nothing is known of the engine: in VS Code 1.5 s after its file was opened.",
    "",
    ...table(
      ["where", "build", "pairs", "first step, bare", "ours", "later", "whole, bare", "ours", "ratio"],
      figures.map(({ kind, inEditor, pairs, bare, ours, later, times }) => [
        inEditor ? "VS Code" : "outside",
        BUILD_KINDS[kind],
        String(pairs),
        milliseconds(bare.firstStep),
        milliseconds(ours.firstStep),
        later.toFixed(0),
        milliseconds(bare.whole),
        milliseconds(ours.whole),
        `${times.toFixed(3)}x`,
      ]),
      [2, 3, 4, 5, 6, 7, 8],
    ),
    "",
  ];
}

/** How long the window stands still while a build prints. */
export function windowTable({ figures, skipped }: WindowResults): string[] {
  if (figures.length === 0 && skipped === null) return [];
  return [
    "## The window while a build prints",
    "",
    ...(skipped === null ? [] : [`Not measured: ${skipped}`, ""]),
    "The packed extension in the real window, in which a person types while a stage is built: the longest frame, and the most that",
    "the thread that draws worked in one, in milliseconds. A frame lasts longer than its work while other programs, the build itself",
    "among them, have the processors.",
    "",
    ...table(
      ["what is printed", "runs", "frames", "longest frame", "of it work", "over 100 ms"],
      figures.map(({ title, runs, frames: { count, longest, longestWork, long } }) => [
        title,
        String(runs),
        String(count),
        String(longest),
        longestWork === undefined ? "" : String(longestWork),
        String(long),
      ]),
      [1, 2, 3, 4, 5],
    ),
    "",
  ];
}

/** What texts that nobody writes cost our server. */
export function hostileTable(figures: readonly HostileFigure[]): string[] {
  if (figures.length === 0) return [];
  return [
    "## Texts that nobody writes",
    "",
    "Ours alone, in milliseconds: from opening to the first diagnostics, and the slowest of diagnostics, completion,",
    "definition and code lenses after an edit in the first line. Requests that wait can be cancelled.",
    "",
    ...table(
      ["text", "characters", "first answer", "slowest after an edit"],
      figures.map(({ title, characters, first, slowest }) => [
        title,
        String(characters),
        milliseconds(first),
        milliseconds(slowest),
      ]),
      [1, 2, 3],
    ),
    "",
  ];
}
