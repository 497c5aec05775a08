/**
 * The flags of an instruction: its leading words that begin with `--`, with quotes and escapes read as the builder does
 * (spec 6.3; the builder's `frontend/dockerfile/parser/split_command.go`).
 */
import { isSpace, skipSpace } from "./source";
import type { MappedText, Span } from "./source";

/** One flag, its spans in the text of the logical line. */
export interface Flag {
  /** Without the leading `--`, as written; names are case-sensitive. */
  readonly name: string;
  /** Without quotes and escapes; null where there is no `=`. */
  readonly value: MappedText | null;
  readonly span: Span;
  /** What stands after the `=`, quotes included; null where there is no `=`. */
  readonly valueSpan: Span | null;
}

export interface Flags {
  readonly flags: readonly Flag[];
  /** Where the operands begin: the first word that is no flag, or the end of the text. */
  readonly end: number;
}

const DASH = 0x2d;
const NO_FLAGS: readonly Flag[] = [];

/**
 * Reads the flags that follow the keyword. A bare `--` ends them. The builder reads bytes here: a wide space is no white space,
 * and belongs to the flag.
 */
export function readFlags(text: string, start: number, escape: string): Flags {
  const operands = skipSpace(text, start, text.length);
  let at = skipByteSpace(text, start);
  if (at !== operands) return { flags: NO_FLAGS, end: operands };
  if (text.charCodeAt(at) !== DASH) return { flags: NO_FLAGS, end: at };
  const flags: Flag[] = [];
  while (text.charCodeAt(at) === DASH && text.charCodeAt(at + 1) === DASH) {
    const word = readWord(text, at, escape.charCodeAt(0));
    if (word.text === "--") return { flags, end: skipSpace(text, word.end, text.length) };
    if (word.text !== "") flags.push(toFlag(text, word, at));
    at = skipByteSpace(text, word.end);
  }
  return { flags, end: skipSpace(text, at, text.length) };
}

/** A character of several bytes begins with one that is no white space. */
function skipByteSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) < 0x80 && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function utf8(code: number): number[] {
  const rest = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x80) return [code];
  if (code < 0x800) return [0xc0 | (code >> 6), rest(0)];
  if (code < 0x10000) return [0xe0 | (code >> 12), rest(6), rest(0)];
  return [0xf0 | (code >> 18), rest(12), rest(6), rest(0)];
}

/** Whether one of the bytes of a character (UTF-8) is white space by itself, as the second of a no-break space. */
function hasSpaceByte(code: number): boolean {
  return utf8(code).some(byte => byte === 0x85 || byte === 0xa0);
}

interface FlagWord extends MappedText {
  readonly end: number;
}

function readWord(text: string, start: number, escape: number): FlagWord {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === escape || code === 0x22 || code === 0x27 || code >= 0x80)
      return readQuotedWord(text, start, escape);
    if (isSpace(code)) break;
    at++;
  }
  return { text: text.slice(start, at), offsets: start, end: at };
}

function readQuotedWord(text: string, start: number, escape: number): FlagWord {
  let value = "";
  const offsets: number[] = [];
  let quote = 0;
  let at = start;
  for (; at < text.length; at++) {
    let code = text.charCodeAt(at);
    if (quote === 0 && code < 0x80 && isSpace(code)) break;
    if (quote === 0 && code >= 0x80) {
      const point = text.codePointAt(at) ?? code;
      if (hasSpaceByte(point)) {
        // The builder keeps the bytes before that one, which no reader would know again: it is the whole character here.
        const char = String.fromCodePoint(point);
        for (let unit = 0; unit < char.length; unit++) offsets.push(at + unit);
        return { text: value + char, offsets, end: at + char.length };
      }
    }
    if (quote === 0 && (code === 0x22 || code === 0x27)) {
      quote = code;
      continue;
    }
    if (quote !== 0 && code === quote) {
      quote = 0;
      continue;
    }
    if (code === escape) {
      if (at + 1 === text.length) continue;
      code = text.charCodeAt(++at);
    }
    value += String.fromCharCode(code);
    offsets.push(at);
  }
  return { text: value, offsets, end: at };
}

function toFlag(text: string, word: FlagWord, start: number): Flag {
  const span = { start, end: word.end };
  const equals = word.text.indexOf("=");
  if (equals === -1) return { name: word.text.slice(2), value: null, span, valueSpan: null };
  const value =
    typeof word.offsets === "number"
      ? { text: word.text.slice(equals + 1), offsets: word.offsets + equals + 1 }
      : { text: word.text.slice(equals + 1), offsets: word.offsets.slice(equals + 1) };
  const raw = text.indexOf("=", start) + 1;
  return { name: word.text.slice(2, equals), value, span, valueSpan: { start: raw, end: word.end } };
}
