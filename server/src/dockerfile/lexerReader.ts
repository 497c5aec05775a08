/** Where the shell lexer is in a text, and how it reads what stands there. Offsets are those of the text. */

export interface LexerOptions {
  /** The escape character in force. */
  escape: string;
  /** Keep the quotes in the result. */
  rawQuotes?: boolean;
  /** Quotes are characters like others: in the body of a heredoc. */
  plainQuotes?: boolean;
  /** Keep the escape characters in the result. */
  rawEscapes?: boolean;
  /** Leave `$x` as it is where `x` has no value, in place of nothing. */
  keepUnset?: boolean;
  /** Hears of the name of every variable, with its place in the text. */
  onName?: (name: string, start: number) => void;
  /** Hears of every variable in the order of the text, also of one that is refused. */
  onVariable?: (variable: LexedVariable) => void;
}

/** A use of a variable: `$NAME`, `${NAME}` or `${NAME:-…}`. */
export interface LexedVariable {
  /** A name, a number, or one of the special parameters of a shell; empty in `${}`. */
  readonly name: string;
  /** What stands behind the name: `:-`, `#`, the `/` of `${NAME/a/b}`; empty where nothing does. */
  readonly modifier: string;
  /** The offset of the `$`. */
  readonly start: number;
}

/** A text, and how far it is read. */
export interface LexerReader {
  readonly text: string;
  readonly options: LexerOptions;
  at: number;
  /** Escape characters are kept from here on. */
  rawEscapes: boolean;
}

/** Why the builder refuses a text, in its words. */
export class LexError extends Error {}

/** What stands for itself everywhere but in `${a/…/`, where a slash ends it: read as a whole, because most of a text is that. */
const PLAIN = /[\w./:@,=+-]+/y;
const DIGITS = /\p{Nd}+/uy;
const NAME = /[\p{L}\p{Nd}_]+/uy;
const SPECIAL_PARAMETERS = "@*#?-$!0";

/** Goes over characters that stand for themselves. */
export function readPlain(reader: LexerReader): string {
  const { text, at } = reader;
  PLAIN.lastIndex = at;
  if (!PLAIN.test(text)) return "";
  reader.at = PLAIN.lastIndex;
  return text.slice(at, reader.at);
}

/** Goes over an escape character and what it escapes. */
export function readEscaped(reader: LexerReader, escape: string): string {
  const escaped = reader.text[++reader.at];
  if (escaped !== undefined) reader.at++;
  return (reader.rawEscapes ? escape : "") + (escaped ?? "");
}

/**
 * Goes over an escape character in double quotes, where it escapes three characters and stands for itself in front of others. One that
 * stands for itself is doubled in a pattern, which is read once more.
 */
export function readEscapedInQuotes(reader: LexerReader, escape: string, isInPattern: boolean): string {
  const { text, rawEscapes, options } = reader;
  const next = text[++reader.at];
  if (next === '"' || next === "$" || next === escape) {
    reader.at++;
    return (rawEscapes ? escape : "") + next;
  }
  return (rawEscapes && (!options.rawQuotes || isInPattern) ? escape : "") + escape;
}

/** Goes over a text in single quotes, where every escape character stands for itself. */
export function readSingleQuoted(reader: LexerReader, isInPattern: boolean): string {
  const { text, at, options } = reader;
  const end = text.indexOf("'", at + 1);
  reader.at = end === -1 ? text.length : end + 1;
  if (end === -1) throw new LexError("unexpected end of statement while looking for matching single-quote");
  const inside = text.slice(at + 1, end);
  const read = isInPattern ? inside.replaceAll(options.escape, options.escape.repeat(2)) : inside;
  return options.rawQuotes ? `'${read}'` : read;
}

/** Goes over `<`, and over `<<` with the white space after it, so that `<< EOF` is one word. */
export function readPossibleHeredoc(reader: LexerReader): string {
  const { text } = reader;
  const start = reader.at++;
  if (text[reader.at] !== "<") return "<";
  reader.at++;
  while (" \t\r\n".includes(text[reader.at] ?? "x")) reader.at++;
  return text.slice(start, reader.at);
}

/** Goes over the name of a variable, digits or a special parameter; `""` where none of them stands. */
export function readVariableName(reader: LexerReader): string {
  const { text, at, options } = reader;
  for (const pattern of [DIGITS, NAME]) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) {
      options.onName?.(match[0], at);
      reader.at += match[0].length;
      return match[0];
    }
  }
  const char = text[at];
  if (char === undefined || !SPECIAL_PARAMETERS.includes(char)) return "";
  reader.at++;
  return char;
}
