/**
 * The flags of an instruction: its leading words that begin with `--`, with quotes and escapes read as the builder does
 * (spec 6.3; the builder's `frontend/dockerfile/parser/split_command.go`).
 */
import { isSpace, skipSpace } from "./source";
import type { MappedText, Span } from "./source";
import { utf8 } from "./utf8";

/** One flag, its spans in the text of the logical line. */
export interface Flag {
  /** Without the leading `--`, as the builder reads it; names are case-sensitive. */
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
 * Reads the flags that follow the keyword. A bare `--` ends them. The builder reads bytes here, and takes each for the character of
 * its number: `ü` is `Ã¼`, and a character with one of the bytes 85 and A0 ends the flag, which keeps the bytes before. What is left
 * of such a character is not read here.
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

/** Whether a byte is white space to the builder, which takes each for the character of its number. */
function isSpaceByte(byte: number): boolean {
  return byte === 0x85 || byte === 0xa0 || (byte < 0x80 && isSpace(byte));
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
  while (at < text.length) {
    let code = text.codePointAt(at) ?? 0;
    if (quote === 0 && code < 0x80 && isSpace(code)) break;
    if (code === quote || (quote === 0 && (code === 0x22 || code === 0x27))) {
      quote = quote === 0 ? code : 0;
      at++;
      continue;
    }
    if (code === escape) {
      // One that is the last character is dropped.
      if (++at === text.length) break;
      code = text.codePointAt(at) ?? 0;
    }
    const end = at + (code > 0xffff ? 2 : 1);
    for (const [index, byte] of utf8(code).entries()) {
      // The first byte of a character of several is no white space, and of one alone it is escaped.
      if (quote === 0 && index > 0 && isSpaceByte(byte)) return { text: value, offsets, end };
      value += String.fromCharCode(byte);
      offsets.push(index === 0 ? at : end - 1);
    }
    at = end;
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
