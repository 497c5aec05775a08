/** Texts of HCL: in quotes and as heredocs, with what is filled in at their holes left out. */
import type { Span } from "../../dockerfile/source";
import type { Decoded, Decoder } from "./decoded";
import { createDecoder } from "./decoded";

/** An interpolation (`${…}`) or a directive (`%{…}`) in a text. */
export interface Hole {
  readonly span: Span;
  /** It takes away the white space in front of it (`${~`), or behind it (`~}`). */
  readonly trimsBefore: boolean;
  readonly trimsBehind: boolean;
}

/** How a text is written: between quotes, as a heredoc, or as one whose lines are freed of their common indent (`<<-`). */
export type HclStyle = "quoted" | "heredoc" | "indented";

/** A decoded text of HCL. */
export interface DecodedHcl extends Decoded {
  /** What is filled in at each hole, in the text. */
  readonly holes: readonly Span[];
  /** The white space that its lines are freed of. */
  readonly indent: string;
}

/** Text without a hole, in a heredoc of one line at most. */
interface Piece {
  start: number;
  readonly end: number;
  /** The holes beside it take its white space, also what is written as an escape. */
  readonly trimsStart: boolean;
  readonly trimsEnd: boolean;
}

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
const QUOTED = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))|\$\$\{|%%\{/g;
const OPENING = /\$\$\{|%%\{/g;

/**
 * Decodes what stands in `body`, between the quotes or on the lines of a heredoc; `holes` are those in it, in order, and `values` the texts
 * that are filled in there.
 */
export function decodeHcl(
  source: string,
  body: Span,
  holes: readonly Hole[],
  style: HclStyle,
  values: readonly string[] = [],
): DecodedHcl {
  const parts = partsOf(source, body, holes, style);
  const indent = style === "indented" ? takeIndent(source, parts) : "";
  const decoder = createDecoder(source);
  const found: Span[] = [];
  for (const part of parts)
    if ("span" in part) {
      const start = decoder.length();
      decoder.put(values[found.length] ?? "", part.span.start, part.span.end);
      found.push({ start, end: decoder.length() });
    } else if (style !== "quoted") putText(source, part, OPENING, decoder);
    else putTrimmed(source, part, decoder);
  return { ...decoder.done(body.end), holes: found, indent };
}

/** The text without holes: as it is written in quotes. */
export function unescapeHcl(raw: string): string {
  return decodeHcl(raw, { start: 0, end: raw.length }, [], "quoted").text;
}

/** The pieces of the text and its holes, in order. A hole takes white space of the piece beside it alone. */
function partsOf(source: string, body: Span, holes: readonly Hole[], style: HclStyle): (Piece | Hole)[] {
  const parts: (Piece | Hole)[] = [];
  let at = body.start;
  let trims = false;
  const addPieces = (end: number, trimsEnd: boolean) => {
    for (let start = at; start < end;) {
      const newline = style === "quoted" ? -1 : source.indexOf("\n", start);
      const next = newline === -1 ? end : Math.min(newline + 1, end);
      const raw = source.slice(start, next);
      const trimsStart = trims && start === at;
      const isLast = trimsEnd && next === end;
      const from = trimsStart && style !== "quoted" ? next - raw.trimStart().length : start;
      const to = isLast && style !== "quoted" ? Math.max(start + raw.trimEnd().length, from) : next;
      parts.push({ start: from, end: to, trimsStart, trimsEnd: isLast });
      start = next;
    }
  };
  for (const hole of holes) {
    addPieces(hole.span.start, hole.trimsBefore);
    parts.push(hole);
    at = hole.span.end;
    trims = hole.trimsBehind;
  }
  addPieces(body.end, false);
  return parts;
}

/** Takes the white space from the pieces with which all lines begin, but for blank ones; answers it. */
function takeIndent(source: string, parts: readonly (Piece | Hole)[]): string {
  const first: Piece[] = [];
  let least = Infinity;
  let isLineStart = true;
  for (const part of parts) {
    const raw = "span" in part ? "" : source.slice(part.start, part.end);
    const space = raw.length - raw.trimStart().length;
    const isBlank = space === raw.length && raw.endsWith("\n");
    if (isLineStart && !isBlank) {
      least = Math.min(least, space);
      if (!("span" in part)) first.push(part);
    }
    isLineStart = raw.endsWith("\n");
  }
  const [piece] = first;
  if (!piece || least === Infinity) return "";
  const indent = source.slice(piece.start, piece.start + least);
  for (const each of first) each.start += least;
  return indent;
}

function putTrimmed(source: string, piece: Piece, decoder: Decoder): void {
  if (!piece.trimsStart && !piece.trimsEnd) {
    putText(source, piece, QUOTED, decoder);
    return;
  }
  const whole = createDecoder(source);
  putText(source, piece, QUOTED, whole);
  const { text, starts, ends } = whole.done(piece.end);
  const last = piece.trimsEnd ? text.trimEnd().length : text.length;
  const first = piece.trimsStart ? text.length - text.trimStart().length : 0;
  for (let at = first; at < last; at++) decoder.put(text.charAt(at), starts[at] ?? 0, ends[at] ?? 0);
}

function putText(source: string, { start, end }: Span, escapes: RegExp, decoder: Decoder): void {
  let at = start;
  for (const found of source.slice(start, end).matchAll(escapes)) {
    const [written, short, long, char] = found;
    const from = start + found.index;
    decoder.same(at, from);
    at = from + written.length;
    const code = short ?? long;
    if (code !== undefined)
      decoder.put(String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)), from, at);
    else decoder.put(char === undefined ? written.slice(1) : (ESCAPED[char] ?? char), from, at);
  }
  decoder.same(at, end);
}
