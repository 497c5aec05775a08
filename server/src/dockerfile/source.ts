/**
 * Offsets and spans. Everything in `dockerfile/` and `stages/` counts in UTF-16 offsets from 0, the same units as a
 * JavaScript string; only `features/` turns them into lines and columns.
 */

/** A half-open range of offsets: `text.slice(span.start, span.end)` is what it covers. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text with the place that each of its characters came from, for text that was unquoted or joined. */
export interface MappedText {
  readonly text: string;
  /** The offset of every character in the text it was read from; a number where they follow one another. */
  readonly offsets: number | readonly number[];
}

/** Whether the offset lies in the span or at one of its two ends, where a cursor still touches it. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/**
 * The origin of the characters `start..end` of a mapped text, from the first to the last of them.
 * An empty range answers the empty span at its place; indexes beyond the text are cut off.
 */
export function originSpan(mapped: MappedText, start: number, end: number): Span {
  const { text, offsets } = mapped;
  const last = Math.min(end, text.length);
  const first = Math.min(start, last);
  if (typeof offsets === "number") return { start: offsets + first, end: offsets + last };
  const begin = offsets[first] ?? (offsets.at(-1) ?? 0) + 1;
  return { start: begin, end: first === last ? begin : (offsets[last - 1] ?? begin) + 1 };
}

/**
 * White space as the builder trims it at the ends of a line: Go's `unicode.IsSpace`. (JavaScript's `\s` differs: it has
 * U+FEFF and lacks U+0085.)
 */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** The first offset in `start..end` that is no white space, or `end`. */
export function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The end of `start..end` without the white space before it. */
export function trimSpaceEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** The white space that separates words in the builder's line parsers: tab, VT, FF, CR and space. */
export function isWordSeparator(code: number): boolean {
  return code === 0x20 || code === 0x09 || (code >= 0x0b && code <= 0x0d);
}

/**
 * The characters that look like white space or like nothing, and are part of words for the builder: for a class in a pattern.
 */
export const UNSEEN = String.raw`\u0085\u00a0\u00ad\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff`;
