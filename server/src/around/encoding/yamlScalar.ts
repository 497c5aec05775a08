/** Scalars of YAML: plain, in quotes, and blocks, literal and folded. What of a file is which scalar is for the parser to say. */
import type { Span } from "../../dockerfile/source";
import type { Decoded, Decoder } from "./decoded";
import { createDecoder } from "./decoded";

/** How a scalar is written that stands in a line. */
export type FlowStyle = "plain" | "single" | "double";

/** How a block is written. */
export interface BlockStyle {
  readonly isFolded: boolean;
  /** The spaces that its lines begin with; null where its first line says so, which then has at least `leastIndent`. */
  readonly indent: number | null;
  readonly leastIndent: number;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};
const CODE_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * Decodes a scalar from behind its opening quote to its closing one; a plain one up to `end`. Lines are folded. Null where nothing
 * closes it.
 */
export function decodeFlow(
  source: string,
  start: number,
  style: FlowStyle,
  end = source.length,
): Decoded | null {
  const decoder = createDecoder(source);
  let at = start;
  while (at < end) {
    const char = source[at];
    if (char === '"' && style === "double") return decoder.done(at);
    if (char === "'" && style === "single") {
      if (source[at + 1] !== "'") return decoder.done(at);
      decoder.put("'", at, at + 2);
      at += 2;
    } else if (char === "\\" && style === "double") at = putEscape(source, at, decoder);
    else if (char === " " || char === "\t" || char === "\n" || char === "\r") {
      const spaceEnd = Math.min(behind(/[ \t\r\n]+/y, source, at), end);
      const newlines = [...source.slice(at, spaceEnd).matchAll(/\r?\n/g)].map(({ 0: text, index }) => ({
        start: at + index,
        end: at + index + text.length,
      }));
      if (newlines.length === 0) decoder.same(at, spaceEnd);
      else putFolded(newlines, decoder);
      at = spaceEnd;
    } else decoder.same(at, ++at);
  }
  return style === "plain" ? decoder.done(end) : null;
}

/** Adds what newlines between two lines come to that are folded: one is a space, of several the first one is left out. */
function putFolded([first, ...others]: readonly Span[], decoder: Decoder): void {
  if (first && others.length === 0) decoder.put(" ", first.start, first.end);
  else putNewlines(others, decoder);
}

function putNewlines(newlines: readonly Span[], { put }: Decoder): void {
  for (const { start, end } of newlines) put("\n", start, end);
}

/** Adds what a backslash stands for with what follows it; answers where that ends. */
function putEscape(source: string, at: number, { put }: Decoder): number {
  const lineEnd = behind(/\\\r?\n[ \t]*/y, source, at);
  if (lineEnd > at) return lineEnd;
  const next = source[at + 1] ?? "";
  const length = CODE_LENGTHS[next] ?? 0;
  const code = Number.parseInt(source.slice(at + 2, at + 2 + length), 16);
  const end = Math.min(at + 2 + length, source.length);
  if (length === 0) put(ESCAPES[next] ?? next, at, end);
  else put(code <= 0x10ffff ? String.fromCodePoint(code) : source.slice(at, end), at, end);
  return end;
}

/** A decoded block. */
export interface DecodedBlock extends Decoded {
  /** What each of its lines begins with, which is no part of the text. */
  readonly indent: number;
  /** Where the last of its lines ends in the source, without its newline. */
  readonly end: number;
}

/**
 * Decodes a block whose lines begin at `start`, behind its head, with all the empty lines at its end, which the head may leave out of the
 * value. A line with fewer spaces ends it.
 */
export function decodeBlock(source: string, start: number, style: BlockStyle): DecodedBlock {
  const indent = style.indent ?? firstIndent(source, start, style.leastIndent);
  const decoder = createDecoder(source);
  /** The newlines since the last line that has content. */
  let newlines: Span[] = [];
  let hasContent = false;
  let wasIndented = false;
  let at = start;
  let end = start;
  while (at < source.length) {
    const newline = source.indexOf("\n", at);
    const lineEnd = newline === -1 ? source.length : newline;
    const contentEnd = source[lineEnd - 1] === "\r" && lineEnd > at ? lineEnd - 1 : lineEnd;
    let content = at;
    while (content < contentEnd && content - at < indent && source[content] === " ") content++;
    if (content < contentEnd && content - at < indent) break;
    if (content < contentEnd) {
      const isIndented = source[content] === " " || source[content] === "\t";
      if (style.isFolded && hasContent && !isIndented && !wasIndented) putFolded(newlines, decoder);
      else putNewlines(newlines, decoder);
      newlines = [];
      decoder.same(content, contentEnd);
      hasContent = true;
      wasIndented = isIndented;
    }
    end = contentEnd;
    if (newline === -1) at = source.length;
    else {
      newlines.push({ start: contentEnd, end: newline + 1 });
      at = newline + 1;
    }
  }
  putNewlines(newlines, decoder);
  return { ...decoder.done(at), indent, end };
}

/** The spaces in front of the first line that has content; where none has, those of the line that has most of them. */
function firstIndent(source: string, start: number, least: number): number {
  let most = 0;
  for (let at = start; at < source.length;) {
    const content = behind(/ */y, source, at);
    const next = behind(/\r?\n|$/y, source, content);
    const isEmpty = next > content || content === source.length;
    if (!isEmpty) return content - at >= least ? content - at : Math.max(most, least);
    most = Math.max(most, content - at);
    at = Math.max(next, content + 1);
  }
  return Math.max(most, least);
}

/** Where the match of a sticky pattern ends that begins at an offset; the offset itself where nothing matches. */
function behind(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : at;
}
