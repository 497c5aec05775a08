/**
 * The builder's shell lexer: quotes, escapes and `$` expansion in one word or one line (spec 4.4; the builder's
 * `frontend/dockerfile/shell/lex.go`). It is used for `FROM` bases, `ARG` defaults, `--from` and to find heredocs.
 *
 * What is open in one another (`${a:-"${b:-…}"}`) is kept in a list and not in calls: the builder takes any depth.
 */
import {
  LexError,
  readEscaped,
  readEscapedInQuotes,
  readPlain,
  readPossibleHeredoc,
  readSingleQuoted,
} from "./lexerReader";
import type { LexerOptions } from "./lexerReader";
import { LONGEST_RESULT } from "./shellPattern";
import { openPart, readDollar } from "./shellSubstitution";
import type { Lexer, Open } from "./shellSubstitution";
import { isSpace } from "./source";

export type { LexedVariable, LexerOptions } from "./lexerReader";

/** What the lexer made of a text. */
export interface Expansion {
  /** The text without quotes and escapes, variables filled in. Up to the error, if there is one. */
  result: string;
  /** The same split at unquoted white space. */
  words: string[];
  /** Names that had a value, in order of use. */
  matched: ReadonlySet<string>;
  /** Names that had none, in order of use. */
  unmatched: ReadonlySet<string>;
  /** Why the builder refuses the text, in its words, or null. */
  error: string | null;
  /** The result is not that of the builder: it would be too long, or take too long. */
  isCut?: boolean;
}

/** Without one of these, and without white space, a text is one word as it stands. */
const SPECIAL = /[$'"<\\`\s\u0085]/;
const WHITE_SPACE = /[\s\u0085]/;
const NONE: ReadonlySet<string> = new Set();

/** Whether the lexer leaves a text as it is: a single word without quotes, escapes and variables. */
export function isPlainWord(text: string): boolean {
  return !SPECIAL.test(text);
}

/** Runs the lexer over `text`. `lookup` answers a variable's value or undefined. Never throws. */
export function expand(
  text: string,
  lookup: (name: string) => string | undefined,
  options: LexerOptions,
): Expansion {
  if (isPlainWord(text))
    return { result: text, words: text === "" ? [] : [text], matched: NONE, unmatched: NONE, error: null };
  const matched = new Set<string>();
  const unmatched = new Set<string>();
  const lexer: Lexer = {
    text,
    // The body of a heredoc has the usual escape character, whatever the directive says.
    options: options.plainQuotes ? { ...options, escape: "\\" } : options,
    // The scanner of the builder leaves out a byte order mark with which a word begins.
    at: text.startsWith("\ufeff") ? 1 : 0,
    rawEscapes: options.rawEscapes ?? false,
    open: [],
    isCut: false,
    valueOf(name) {
      const value = lookup(name);
      (value === undefined ? unmatched : matched).add(name);
      return value;
    },
  };
  try {
    const { result, words } = read(lexer);
    const expansion = { result, words, matched, unmatched, error: null };
    return lexer.isCut ? { ...expansion, isCut: true } : expansion;
  } catch (error) {
    if (!(error instanceof LexError)) throw error;
    return { result: "", words: [], matched, unmatched, error: messageOf(lexer, error) };
  }
}

/** Reads the whole text. */
function read(lexer: Lexer): { result: string; words: string[] } {
  const { text, options, open } = lexer;
  const words: string[] = [];
  let result = "";
  let word = "";
  const add = (piece: string) => {
    const inner = innermost(lexer);
    if (inner) inner.result += piece;
    else {
      result += piece;
      word += piece;
    }
  };
  /** Adds what is split at its white space where no quotes are around it. */
  const addSplit = (piece: string) => {
    if (open.length > 0 || !WHITE_SPACE.test(piece)) {
      add(piece);
      return;
    }
    result += piece;
    for (const char of piece) {
      if (!isSpace(char.charCodeAt(0))) word += char;
      else if (word !== "") {
        words.push(word);
        word = "";
      }
    }
  };
  const addValue = (value: string | null) => {
    if (value === null) return;
    const { length } = innermost(lexer)?.result ?? result;
    if (value === "" || length < LONGEST_RESULT || options.keepUnset) addSplit(value);
    else lexer.isCut = true;
  };
  for (;;) {
    const stop = innermost(lexer)?.stop;
    if (stop !== "/") add(readPlain(lexer));
    const char = text[lexer.at];
    if (char === undefined) break;
    if (char === stop) {
      lexer.at++;
      const closed = open.pop();
      if (!closed) continue;
      lexer.rawEscapes = closed.outerRawEscapes;
      const value = closed.close(closed.result);
      if (stop === '"') add(value ?? "");
      else addValue(value);
    } else if (char === "$") {
      const depth = open.length;
      const value = readDollar(lexer);
      // The builder has one place for the word that it is at, and loses it where it reads a word within: `x${Y:-80}` is `80`.
      if (open.length > depth) word = "";
      addValue(value);
    } else if (stop === '"') {
      if (char === options.escape) add(readEscapedInQuotes(lexer, char, isInPattern(lexer)));
      else add(text[lexer.at++] ?? "");
    } else if (char === "<") add(readPossibleHeredoc(lexer));
    else if (char === "'" && !options.plainQuotes) add(readSingleQuoted(lexer, isInPattern(lexer)));
    else if (char === '"' && !options.plainQuotes) {
      lexer.at++;
      const quote = options.rawQuotes ? '"' : "";
      const { rawEscapes } = lexer;
      openPart(lexer, '"', null, { rawEscapes, isPattern: isInPattern(lexer) }, text => quote + text + quote);
    } else if (char === options.escape) add(readEscaped(lexer, char));
    else {
      lexer.at++;
      addSplit(char);
    }
  }
  const unclosed = innermost(lexer)?.stop;
  if (unclosed !== undefined)
    throw new LexError(
      `unexpected end of statement while looking for matching ${unclosed === '"' ? "double-quote" : unclosed}`,
    );
  if (word !== "") words.push(word);
  return { result, words };
}

function innermost({ open }: Lexer): Open | undefined {
  return open.length === 0 ? undefined : open[open.length - 1];
}

function isInPattern(lexer: Lexer): boolean {
  return innermost(lexer)?.isPattern === true;
}

/** What the builder says of an error: at the end of the text, what the outermost substitution misses. */
function messageOf({ at, text, open }: Lexer, { message }: LexError): string {
  const outermost = at >= text.length ? open.find(({ missing }) => missing !== null) : undefined;
  return outermost ? `syntax error: ${outermost.missing ?? ""}` : message;
}
