/**
 * Texts as files write them: with escapes, indents and folded lines in YAML, JSON and HCL. A decoded text knows of each of its
 * characters where it is written. Offsets count UTF-16 units from 0.
 */
import type { MappedText, Span } from "../../dockerfile/source";

/** A text with the places where its characters are written in another one, the source. */
export interface Decoded {
  readonly text: string;
  /** Where each character begins in the source; one more than there are characters: where the text ends. */
  readonly starts: readonly number[];
  /** Where each character ends in the source. */
  readonly ends: readonly number[];
}

/** Puts a decoded text together. */
export interface Decoder {
  /** Adds characters that are all written as the one span `start..end` of the source. */
  readonly put: (text: string, start: number, end: number) => void;
  /** Adds the characters `start..end` of the source as they are. */
  readonly same: (start: number, end: number) => void;
  /** How many characters have been added. */
  readonly length: () => number;
  /** The text, which ends at `end` in the source. */
  readonly done: (end: number) => Decoded;
}

/** A decoder of a source. */
export function createDecoder(source: string): Decoder {
  const texts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  return {
    put: (text, start, end) => {
      texts.push(text);
      for (let unit = 0; unit < text.length; unit++) {
        starts.push(start);
        ends.push(end);
      }
    },
    same: (start, end) => {
      texts.push(source.slice(start, end));
      for (let at = start; at < end; at++) {
        starts.push(at);
        ends.push(at + 1);
      }
    },
    length: () => ends.length,
    done: end => ({ text: texts.join(""), starts: [...starts, end], ends }),
  };
}

/** A text that is decoded from one that is decoded itself, with its places in the source of that one. */
export function throughBoth(outer: Decoded, inner: Decoded): Decoded {
  const last = inner.starts.at(-1) ?? 0;
  return {
    text: outer.text,
    starts: outer.starts.map(at => inner.starts[at] ?? last),
    ends: outer.ends.map(at => inner.ends[at - 1] ?? last),
  };
}

/** The decoded text as a mapped one. */
export function asMapped({ text, starts }: Decoded): MappedText {
  return { text, offsets: starts.slice(0, text.length) };
}

/** Where the characters `start..end` of the text are written; an empty range is at the beginning of the character behind it. */
export function inSource({ text, starts, ends }: Decoded, start: number, end: number): Span {
  const last = Math.min(end, text.length);
  const first = Math.min(start, last);
  const begin = starts[first] ?? 0;
  return { start: begin, end: first === last ? begin : Math.max(ends[last - 1] ?? begin, begin) };
}

/** The character that is written at an offset of the source, or the next one where none is: an index of the text, or its end. */
export function inText({ text, starts, ends }: Decoded, offset: number): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  // In what is written as several characters, its first one counts.
  while (low > 0 && low < text.length && starts[low - 1] === starts[low]) low--;
  return low < text.length && offset >= (ends[low] ?? offset + 1) ? low + 1 : low;
}
