/** Columns for people. */
import { printable } from "./output";

/** Rows below a header, each column as wide as its longest text; texts of files are made harmless. */
export function tableText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows].map(row => row.map(cell => printable(cell).replaceAll(/[\t\n]/g, " ")));
  const widths = header.map((_, column) =>
    all.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  return all
    .map(
      row =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
