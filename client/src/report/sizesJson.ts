/**
 * The comparison of sizes as JSON, for other programs. The shape is a promise: fields may be added in version 1, none is
 * taken away. Sizes and savings are in bytes, shares from 0 to 1, lines count from 1; what is not known is null.
 */
import type { SizeComparison } from "./sizes";

/** JSON with line ends, to be read by people as well. */
export function sizesJson({ file, measured, store, rows, unmeasured }: SizeComparison): string {
  const value = {
    format: "dockerfile-stages-sizes",
    version: 1,
    file,
    measured: new Date(measured).toISOString(),
    store,
    stages: rows.map(row => ({
      index: row.index,
      name: row.name,
      line: row.line,
      image: row.image,
      bytes: row.bytes ?? null,
      problem: row.problem ?? null,
      againstFirst: row.againstFirst ?? null,
      againstSingleStage: row.againstSingle ?? null,
    })),
    unmeasured,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
