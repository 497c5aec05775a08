/** The tables of what findings cost. Each is empty where nothing was measured. */
import type { FindingsFigure, UnchangedFigure } from "./findings";
import { timesFaster } from "./findingsGoals";
import type { RealFigures } from "./realFiles";
import { megabytes, milliseconds, table } from "./table";

/** Generated files with a finding in every stage. */
export function findingsTable(
  figures: readonly FindingsFigure[],
  unchanged: UnchangedFigure | null,
  servers: readonly string[],
): string[] {
  if (figures.length === 0) return [];
  return [
    "## What findings cost",
    "",
    "An edit to its diagnostics, in milliseconds, in files in which one rule finds something in every stage: the five rules with",
    "which that takes ours the longest.",
    ...(unchanged
      ? [
          `Asking ours again for what has not changed: ${milliseconds(unchanged.milliseconds)} ms at ${unchanged.lineCount} lines.`,
        ]
      : []),
    "",
    ...table(
      ["lines", "in every stage", "rounds", ...servers, "ratio", ...workHeads(servers, figures)],
      figures.map(({ lineCount, rule, rounds, values, work }) => [
        String(lineCount),
        rule,
        String(rounds),
        ...values.map(milliseconds),
        `${timesFaster(values).toFixed(1)}x`,
        ...workCells(work),
      ]),
      [0, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    ),
    "",
  ];
}

/** The columns of what the main threads of the servers compute; none where that is known of no figure. */
export function workHeads(
  servers: readonly string[],
  figures: readonly { work?: readonly number[] }[],
): string[] {
  if (!figures.some(({ work }) => work)) return [];
  return [...servers.map(server => `work: ${server}`), "ratio"];
}

/** The cells of these columns; none where it is not known. */
export function workCells(work: readonly number[] | undefined): string[] {
  return work ? [...work.map(milliseconds), `${timesFaster(work).toFixed(1)}x`] : [];
}

/** Real files. */
export function realTable(figures: RealFigures | null, servers: readonly string[]): string[] {
  if (!figures) return [];
  const { edits, opened, opening, openingWork, memory } = figures;
  const ratio = (values: readonly number[]) => `${timesFaster(values).toFixed(1)}x`;
  return [
    "## Real files",
    "",
    `An edit to its diagnostics, in milliseconds, in ${edits.length} real files of all sizes, those with most findings among them; and what`,
    `it takes, and leaves, to open ${opened} of them one after the other. The empty program answers every edit with nothing: theirs to that`,
    "is the most that any server can reach here.",
    "",
    ...table(
      ["lines", "findings", "rounds", ...servers, "ratio", "empty", "at most", ...workHeads(servers, edits)],
      [
        ...edits.map(({ lineCount, findings, rounds, values, empty, work }) => [
          String(lineCount),
          String(findings),
          String(rounds),
          ...values.map(milliseconds),
          ratio(values),
          milliseconds(empty),
          ratio([values[0] ?? NaN, empty]),
          ...workCells(work),
        ]),
        [
          "open one",
          "",
          String(opened),
          ...opening.map(milliseconds),
          ratio(opening),
          "",
          "",
          ...workCells(openingWork),
        ],
        ["memory", "", "", ...memory.map(megabytes), ratio(memory)],
      ],
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    ),
    "",
  ];
}
