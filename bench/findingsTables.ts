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
      ["lines", "in every stage", "rounds", ...servers, "ratio"],
      figures.map(({ lineCount, rule, rounds, values }) => [
        String(lineCount),
        rule,
        String(rounds),
        ...values.map(milliseconds),
        `${timesFaster(values).toFixed(1)}x`,
      ]),
      [0, 2, 3, 4, 5, 6],
    ),
    "",
  ];
}

/** Real files. */
export function realTable(figures: RealFigures | null, servers: readonly string[]): string[] {
  if (!figures) return [];
  const { edits, opened, opening, memory } = figures;
  const ratio = (values: readonly number[]) => `${timesFaster(values).toFixed(1)}x`;
  return [
    "## Real files",
    "",
    `An edit to its diagnostics, in milliseconds, in ${edits.length} real files of all sizes, those with most findings among them; and what`,
    `it takes, and leaves, to open ${opened} of them one after the other.`,
    "",
    ...table(
      ["lines", "findings", "rounds", ...servers, "ratio"],
      [
        ...edits.map(({ lineCount, findings, rounds, values }) => [
          String(lineCount),
          String(findings),
          String(rounds),
          ...values.map(milliseconds),
          ratio(values),
        ]),
        ["open one", "", String(opened), ...opening.map(milliseconds), ratio(opening)],
        ["memory", "", "", ...memory.map(megabytes), ratio(memory)],
      ],
      [0, 1, 2, 3, 4, 5, 6],
    ),
    "",
  ];
}
