/** The way into `dockerfile/`: a document's text as instructions. */
import { readInstruction } from "./instruction";
import type { Instruction } from "./instruction";
import { joinLines } from "./logicalLines";
import type { Beginning, Ending, Lines, LogicalLine } from "./logicalLines";
import { moveLine, moveSpan } from "./move";
import { physicalLineAt } from "./physicalLines";
import { toText } from "./sourceMap";
import { skipSpace, touches } from "./source";
import type { Span } from "./source";

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
 * them is said by the rules. Give the previous version to read anew only what changed: its unchanged lines become those of
 * the new version, moved in place, so it must not be used any more.
 */
export function readDockerfile(text: string, previous?: Dockerfile): Dockerfile {
  const full = previous && previous.cache.size > 2 * previous.lines.length + CACHE_SLACK;
  const cache = previous && !full ? previous.cache : new Map<string, Instruction>();
  const read = (line: string, escape: string): Instruction => {
    const known = cache.get(line);
    if (known) return known;
    const instruction = readInstruction(ownCopy(line), escape);
    cache.set(instruction.text, instruction);
    return instruction;
  };
  const unchanged = previous && unchangedParts(text, previous);
  const lines = joinLines(text, read, unchanged?.beginning, unchanged?.endingAt);
  // The escape character is part of what a line means: where it changed, nothing of the previous version holds.
  if (previous && previous.escape !== lines.escape) return readDockerfile(text);
  return { ...lines, text, cache };
}

/** What of a version stands in a text as it did: the lines before the first difference, and those after the last. */
function unchangedParts(
  text: string,
  previous: Dockerfile,
): { beginning: Beginning | undefined; endingAt: (at: number, escape: string) => Ending | null } {
  const same = commonPrefix(text, previous.text);
  const moved = text.length - previous.text.length;
  const tail = commonSuffix(text, previous.text, Math.min(text.length, previous.text.length) - same);
  return {
    beginning: unchangedBeginning(previous, same),
    endingAt: (at, escape) =>
      at >= text.length - tail && escape === previous.escape ? unchangedEnding(previous, at, moved) : null,
  };
}

/** The lines that end before `same`: nothing after a line decides about it, but for the last one, which may go on. */
function unchangedBeginning(previous: Dockerfile, same: number): Beginning | undefined {
  const end = previous.tooLong?.start ?? previous.text.length;
  const count = firstIndex(previous.lines, line => line.next > same || line.next === end);
  const last = previous.lines[count - 1];
  if (!last) return undefined;
  const { directives, directiveProblem, escape } = previous;
  return {
    directives,
    directiveProblem,
    escape,
    lines: previous.lines.slice(0, count),
    starts: previous.starts.slice(
      0,
      firstIndex(previous.starts, start => start >= count),
    ),
    gaps: previous.gaps.slice(
      0,
      firstIndex(previous.gaps, gap => gap.end > last.next),
    ),
    at: last.next,
  };
}

/** The lines after `at`, where an instruction ends now, if one ended at the same place before: moved to where they are. */
function unchangedEnding(previous: Dockerfile, at: number, moved: number): Ending | null {
  const index = firstIndex(previous.lines, line => line.next >= at - moved);
  if (previous.lines[index]?.next !== at - moved) return null;
  const lines = previous.lines.slice(index + 1);
  const starts = previous.starts
    .slice(firstIndex(previous.starts, start => start > index))
    .map(start => start - index - 1);
  const gaps = previous.gaps.slice(firstIndex(previous.gaps, gap => gap.end > at - moved));
  const { tooLong } = previous;
  if (moved !== 0) {
    for (const line of lines) moveLine(line, moved);
    for (const gap of gaps) moveSpan(gap, moved);
    if (tooLong) moveSpan(tooLong, moved);
  }
  return { lines, gaps, starts, tooLong };
}

/** Comparing slices is many times faster than comparing characters; the last slice is then looked at closely. */
const SLICE = 4096;

function commonPrefix(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at + SLICE <= length && a.slice(at, at + SLICE) === b.slice(at, at + SLICE)) at += SLICE;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonSuffix(a: string, b: string, longest: number): number {
  const sliceOf = (text: string, back: number) => text.slice(text.length - back - SLICE, text.length - back);
  let back = 0;
  while (back + SLICE <= longest && sliceOf(a, back) === sliceOf(b, back)) back += SLICE;
  while (back < longest && a.charCodeAt(a.length - 1 - back) === b.charCodeAt(b.length - 1 - back)) back++;
  return back;
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

/** A comment line or a directive: from the start of its line to the end of it, without the line end. */
export interface CommentLine extends Span {
  /** Its index among the gaps of the file; null for one between the lines of an instruction. */
  readonly gap: number | null;
}

/** The comment at a document offset, or null. */
export function commentAt(file: Dockerfile, offset: number): CommentLine | null {
  const { gaps, text } = file;
  const index = firstIndex(gaps, ({ start }) => start > offset) - 1;
  const gap = gaps[index];
  if (gap && (gap.kind === "comment" || gap.kind === "directive")) {
    const physical = physicalLineAt(text, gap.start);
    if (physical && touches(physical, offset)) return { start: gap.start, end: physical.end, gap: index };
  }
  const line = lineAt(file, offset);
  const isBody = line?.heredocs.some(({ body }) => body.start <= offset);
  if (!line || isBody || line.pieces.length === 0 || toText(line, offset) !== null) return null;
  const physical = physicalLineAt(text, text.lastIndexOf("\n", offset - 1) + 1);
  if (!physical || physical.start <= line.start || !touches(physical, offset)) return null;
  const isComment = text[skipSpace(text, physical.start, physical.end)] === "#";
  return isComment ? { start: physical.start, end: physical.end, gap: null } : null;
}
