/** The figures as a page that reads well in a terminal and in a browser. */
import type { BuildFigure, BuildResults } from "./buildFigures";
import { type Delivered, ratio, verdicts, type Verdict } from "./goals";
import type { FeatureFigure } from "./features";
import type { HostileFigure } from "./hostile";
import { type Figure, MEASURES } from "./measure";
import type { RulesFigure } from "./rules";

/** All that the page says. */
export interface Results {
  date: Date;
  /** In general words. */
  machine: string;
  /** Why the times are not to be relied on, or null. */
  disturbance: string | null;
  /** The version of their server. */
  theirs: string;
  /** What the columns are called, in the order of the values: theirs first. */
  servers: string[];
  start: Figure;
  /** By the number of lines that the text was meant to have. */
  figures: ReadonlyMap<number, readonly Figure[]>;
  /** Every feature by itself. */
  features: readonly FeatureFigure[];
  /** What the rules cost. */
  rules: readonly RulesFigure[];
  delivered: Delivered;
  /** What texts that nobody writes cost our server. */
  hostile: readonly HostileFigure[];
  builds: BuildResults;
}

/** The page, and the goals that were missed. */
export function report(results: Results): { page: string; missed: Verdict[] } {
  const goals = verdicts(
    results.figures,
    results.features,
    results.rules,
    results.delivered,
    results.builds.figures,
  );
  const figures = [results.start, ...[...results.figures.values()].flat()];
  const page = [
    "# Benchmark",
    "",
    `${results.date.toISOString().slice(0, 10)} · ${results.machine} · written by \`npm run bench\``,
    "",
    ...(results.disturbance === null ? [] : [`**${results.disturbance}**`, ""]),
    ...about(results.theirs),
    "",
    ...table(
      ["lines", "measured", "rounds", ...results.servers, "ratio"],
      figures.map(row),
      [0, 2, 3, 4, 5, 6],
    ),
    "",
    ...featuresTable(results.features),
    ...rulesTable(results.rules),
    ...buildsTable(results.builds),
    "## Goals",
    "",
    ...table(
      ["goal", "reached", ""],
      goals.map(({ goal, reached, met }) => [goal, reached, met ? "met" : "**missed**"]),
      [],
    ),
    "",
    ...hostileTable(results.hostile),
  ].join("\n");
  return { page, missed: goals.filter(({ met }) => !met) };
}

function featuresTable(figures: readonly FeatureFigure[]): string[] {
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

function rulesTable(figures: readonly RulesFigure[]): string[] {
  if (figures.length === 0) return [];
  return [
    "## What the rules cost",
    "",
    "Ours alone (pull), an edit to its diagnostics in milliseconds: every rule on, and every rule off.",
    "",
    ...table(
      ["lines", "rounds", "on", "off", "ratio"],
      figures.map(({ lineCount, rounds, on, off }) => [
        String(lineCount),
        String(rounds),
        milliseconds(on),
        milliseconds(off),
        `${(on / off).toFixed(2)}x`,
      ]),
      [0, 1, 2, 3, 4],
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

function buildsTable({ figures, skipped }: BuildResults): string[] {
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

function hostileTable(figures: readonly HostileFigure[]): string[] {
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

function about(theirs: string): string[] {
  return [
    `Two language servers over stdio, in one run: theirs is dockerfile-language-server-nodejs ${theirs}, which sends its`,
    "diagnostics; ours is measured twice, as a client that asks for diagnostics (pull: VS Code) and as one that waits for",
    "them (push). Ratios are theirs to the slower, or larger, of ours. All get the same generated multi-stage Dockerfiles",
    "and the same edits in turns, in the same number of rounds, after a warm-up; times are medians in milliseconds.",
    "",
    "An edit types one character into a stage's name near the middle of the file and turns a duplicate name on or off; it",
    "counts when the diagnostics say so: an answer to an older text never passes. A turn is two edits, of which the second",
    "counts. Completion and definition use the form that both know (`--from` as the only flag), and every answer is checked.",
  ];
}

function row(figure: Figure): string[] {
  const unit = figure.measure === "memory" ? megabytes : milliseconds;
  return [
    figure.lineCount === null ? "" : String(figure.lineCount),
    MEASURES[figure.measure],
    String(figure.rounds),
    ...figure.values.map(unit),
    `${ratio(figure).toFixed(1)}x`,
  ];
}

/** Three digits that mean something. */
export function milliseconds(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`;
}

/** A table whose columns are as wide as their widest cell; the numbered columns are set to the right. */
export function table(
  head: readonly string[],
  rows: readonly string[][],
  right: readonly number[],
): string[] {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map(cells => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths
      .map((width, column) => {
        const cell = cells[column] ?? "";
        return right.includes(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join(" | ")} |`;
  const rule = widths.map((width, column) =>
    right.includes(column) ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  return [line(head), line(rule), ...rows.map(line)];
}
