/** Physical lines, as the builder's scanner hands them out (spec 6.2; `frontend/dockerfile/parser/parser.go`). */

/** One line of a document, in offsets. */
export interface PhysicalLine {
  readonly start: number;
  /** Of the content: before the line feed and every carriage return in front of it. */
  readonly end: number;
  /** The start of the next line. */
  readonly next: number;
}

/** The longest line in bytes of UTF-8 (Go's `bufio.MaxScanTokenSize` - 1). */
export const LONGEST_LINE = 65535;

const CARRIAGE_RETURN = 0x0d;

/** The line at `start`, which is the start of a line; null at the end of the text. Only `\n` ends a line. */
export function physicalLineAt(text: string, start: number): PhysicalLine | null {
  if (start >= text.length) return null;
  const newline = text.indexOf("\n", start);
  const next = newline === -1 ? text.length : newline + 1;
  let end = newline === -1 ? text.length : newline;
  while (end > start && text.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
  return { start, end, next };
}

/** Whether the builder gives up at this line: it is longer than {@link LONGEST_LINE}. */
export function isTooLong(text: string, { start, end, next }: PhysicalLine): boolean {
  // A character is three bytes at most, for each of its UTF-16 units.
  if (next - start <= LONGEST_LINE / 3) return false;
  const last = next > end && text.charCodeAt(next - 1) === 0x0a ? next - 1 : next;
  return utf8Length(text.slice(start, last)) > LONGEST_LINE;
}

/**
 * Where the kept part of a line that goes on in the next one ends, or null for a line that does not: the escape
 * character stands last, but for spaces and tabs, and no other one stands before it.
 */
export function continuedEnd(text: string, start: number, end: number, escape: string): number | null {
  let last = end - 1;
  while (last >= start && (text[last] === " " || text[last] === "\t")) last--;
  if (last < start || text[last] !== escape) return null;
  return last > start && text[last - 1] === escape ? null : last;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800 || (code >= 0xd800 && code < 0xe000)) bytes += 2;
    else bytes += 3;
  }
  return bytes;
}
