/** In which case the instructions of a stage are written. */
import { writtenKeyword } from "../../dockerfile/instruction";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { LogicalLine } from "../../dockerfile/logicalLines";

/** How many instructions are in which case; what is no instruction does not count. */
export interface KeywordCasing {
  readonly upper: number;
  readonly lower: number;
  readonly mixed: number;
}

/** Counts the lines of a stage. */
export function keywordCasing(lines: readonly LogicalLine[]): KeywordCasing {
  const counts = { upper: 0, lower: 0, mixed: 0 };
  for (const { instruction } of lines)
    if (INSTRUCTIONS.has(instruction.keyword)) counts[casingOf(writtenKeyword(instruction))]++;
  return counts;
}

/** The case of one keyword. */
export function casingOf(written: string): keyof KeywordCasing {
  if (written === written.toUpperCase()) return "upper";
  return written === written.toLowerCase() ? "lower" : "mixed";
}
