/** The way into `dockerfile/`: a document's text as instructions. */
import type { InstructionCache } from "./instruction";
import { joinLines } from "./logicalLines";
import type { Lines, LogicalLine } from "./logicalLines";

export interface Dockerfile extends Lines {
  readonly text: string;
  /** Every distinct logical line of this version, read; hand it to the next version's reading. */
  readonly cache: InstructionCache;
}

/**
 * Reads a document. Never fails: any text, binary too, is instructions, comments and blank lines, and what is wrong with
 * them is said by the rules. Give the previous version to read anew only what changed.
 */
export function readDockerfile(text: string, previous?: Dockerfile): Dockerfile {
  const cache: InstructionCache = new Map();
  const lines = joinLines(text, previous?.cache ?? new Map<string, never>(), cache);
  // The escape character is part of what a line means: where it changed, nothing of the previous version holds.
  if (previous && previous.escape !== lines.escape) return readDockerfile(text);
  return { ...lines, text, cache };
}

/** The logical line at a document offset (comments above it are not part of it), or null. */
export function lineAt(file: Dockerfile, offset: number): LogicalLine | null {
  const { lines } = file;
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.span.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const line = lines[low];
  return line && line.span.start <= offset && offset <= line.span.end ? line : null;
}
