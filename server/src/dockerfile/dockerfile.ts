/** The way into `dockerfile/`: a document's text as instructions. */
import { readInstruction } from "./instruction";
import type { Instruction } from "./instruction";
import { joinLines } from "./logicalLines";
import type { Beginning, Lines, LogicalLine } from "./logicalLines";

export interface Dockerfile extends Lines {
  readonly text: string;
  /**
   * What logical lines were read as, by their text and for this file's escape character. It belongs to the versions of
   * one document: each hands it to the next, so that an edit costs the reading of the lines it changed.
   */
  readonly cache: Map<string, Instruction>;
}

/** How many lines the cache may hold beyond those of the file, before it is begun anew. */
const CACHE_SLACK = 1000;

/**
 * Reads a document. Never fails: any text, binary too, is instructions, comments and blank lines, and what is wrong with
 * them is said by the rules. Give the previous version to read anew only what changed.
 */
export function readDockerfile(text: string, previous?: Dockerfile): Dockerfile {
  const beginning = previous && unchangedBeginning(text, previous);
  const full = previous && previous.cache.size > 2 * previous.lines.length + CACHE_SLACK;
  const cache = previous && !full ? previous.cache : new Map<string, Instruction>();
  const read = (line: string, escape: string): Instruction => {
    const known = cache.get(line);
    if (known) return known;
    const instruction = readInstruction(ownCopy(line), escape);
    cache.set(instruction.text, instruction);
    return instruction;
  };
  const lines = joinLines(text, read, beginning);
  // The escape character is part of what a line means: where it changed, nothing of the previous version holds.
  if (previous && previous.escape !== lines.escape) return readDockerfile(text);
  return { ...lines, text, cache };
}

/** The lines of a version that stand before its first difference to a text: nothing after a line decides about it. */
function unchangedBeginning(text: string, previous: Dockerfile): Beginning | undefined {
  const same = commonPrefix(text, previous.text);
  const count = firstIndex(previous.lines, line => line.next > same);
  const last = previous.lines[count - 1];
  // A last line without a line end may go on.
  if (!last || previous.text[last.next - 1] !== "\n") return undefined;
  return {
    ...previous,
    lines: previous.lines.slice(0, count),
    gaps: previous.gaps.slice(
      0,
      firstIndex(previous.gaps, gap => gap.end > last.next),
    ),
    at: last.next,
  };
}

function commonPrefix(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** The index of the first item that holds, in a list where all items after one that holds hold too. */
function firstIndex<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A slice of a string keeps the whole string alive; a cached line must not keep the version it was first seen in. */
function ownCopy(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

/** The logical line at a document offset (comments above it are not part of it), or null. */
export function lineAt(file: Dockerfile, offset: number): LogicalLine | null {
  const line = file.lines[firstIndex(file.lines, ({ start }) => start > offset) - 1];
  return line && offset <= line.end ? line : null;
}
