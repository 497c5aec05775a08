/**
 * The builder's shell lexer: quotes, escapes and `$` expansion in one word or one line (spec 4.4; the builder's
 * `frontend/dockerfile/shell/lex.go`). It is used for `FROM` bases, `ARG` defaults, `--from` and to find heredocs.
 */
import { isSpace } from "./source";
import { replacePattern, trimPattern } from "./shellPattern";

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
  /** Hears of what stands behind the name in `${name:-…}`, with the place of the `$`; of `${name/a/b}` the `/`. */
  onModifier?: (modifier: string, start: number) => void;
}

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
}

/** Without one of these, and without white space, a text is one word as it stands. */
const SPECIAL = /[$'"<\\`\s\u0085]/;
const WHITE_SPACE = /[\s\u0085]/;
/** What stands for itself everywhere but in `${a/…/`, where a slash ends it: read as a whole, because most of a text is that. */
const PLAIN = /[\w./:@,=+-]+/y;
const NONE: ReadonlySet<string> = new Set();

/** Results are cut off here: no name and no reference is near as long, and values that use one another may double. */
const LONGEST_RESULT = 4096;
/** `${a:-${b:-…}}` deeper than anybody writes is refused, because every level is a call. */
const DEEPEST = 100;

const DIGITS = /\p{Nd}+/uy;
const NAME = /[\p{L}\p{Nd}_]+/uy;
const SPECIAL_PARAMETERS = "@*#?-$!0";

class LexError extends Error {}

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
  let at = 0;
  let depth = 0;
  let rawEscapes = options.rawEscapes ?? false;

  function valueOf(name: string): string | undefined {
    const value = lookup(name);
    (value === undefined ? unmatched : matched).add(name);
    return value;
  }

  function until(stop: string | null, keepEscapes: boolean): { result: string; words: string[] } {
    const outer = rawEscapes;
    rawEscapes = keepEscapes;
    if (++depth > DEEPEST) throw new LexError("substitutions are nested too deeply");
    let result = "";
    let word = "";
    const words: string[] = [];
    const addSplit = (piece: string) => {
      if (!WHITE_SPACE.test(piece)) {
        word += piece;
        return;
      }
      for (const char of piece) {
        if (!isSpace(char.charCodeAt(0))) word += char;
        else if (word !== "") {
          words.push(word);
          word = "";
        }
      }
    };
    for (;;) {
      if (stop !== "/") {
        const plain = plainAt();
        result += plain;
        word += plain;
      }
      const char = text[at];
      if (char === undefined || char === stop) break;
      if (char === "$") {
        const value = dollar();
        if (result.length >= LONGEST_RESULT) continue;
        result += value;
        addSplit(value);
      } else if (char === "<" || ((char === "'" || char === '"') && !options.plainQuotes)) {
        const piece = char === "'" ? singleQuoted() : char === '"' ? doubleQuoted() : possibleHeredoc();
        result += piece;
        word += piece;
      } else if (char === options.escape) {
        at++;
        const kept = (rawEscapes ? char : "") + (text[at] ?? "");
        if (text[at] !== undefined) at++;
        result += kept;
        word += kept;
      } else {
        at++;
        result += char;
        addSplit(char);
      }
    }
    rawEscapes = outer;
    depth--;
    if (stop !== null) {
      if (text[at] === undefined)
        throw new LexError(`unexpected end of statement while looking for matching ${stop}`);
      at++;
    }
    if (word !== "") words.push(word);
    return { result, words };
  }

  function plainAt(): string {
    PLAIN.lastIndex = at;
    if (!PLAIN.test(text)) return "";
    const plain = text.slice(at, PLAIN.lastIndex);
    at = PLAIN.lastIndex;
    return plain;
  }

  function singleQuoted(): string {
    const end = text.indexOf("'", at + 1);
    if (end === -1) {
      at = text.length;
      throw new LexError("unexpected end of statement while looking for matching single-quote");
    }
    const piece = options.rawQuotes ? text.slice(at, end + 1) : text.slice(at + 1, end);
    at = end + 1;
    return piece;
  }

  function doubleQuoted(): string {
    const quote = options.rawQuotes ? '"' : "";
    let result = quote;
    at++;
    for (;;) {
      result += plainAt();
      const char = text[at];
      if (char === undefined)
        throw new LexError("unexpected end of statement while looking for matching double-quote");
      if (char === '"') {
        at++;
        return result + quote;
      }
      if (char === "$") {
        const value = dollar();
        if (result.length < LONGEST_RESULT) result += value;
        continue;
      }
      at++;
      const next = text[at];
      if (char !== options.escape) result += char;
      else {
        if (rawEscapes) result += char;
        if (next === undefined) continue;
        if (next === '"' || next === "$" || next === options.escape) {
          at++;
          result += next;
        } else result += char;
      }
    }
  }

  /** `<<` takes the white space after it into the word, so that `<< EOF` is one word. */
  function possibleHeredoc(): string {
    const start = at++;
    if (text[at] !== "<") return "<";
    at++;
    while (" \t\r\n".includes(text[at] ?? "x")) at++;
    return text.slice(start, at);
  }

  function variableName(): string {
    for (const pattern of [DIGITS, NAME]) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match) {
        options.onName?.(match[0], at);
        at += match[0].length;
        return match[0];
      }
    }
    const char = text[at];
    if (char === undefined || !SPECIAL_PARAMETERS.includes(char)) return "";
    at++;
    return char;
  }

  function dollar(): string {
    const start = at++;
    if (text[at] !== "{") {
      const name = variableName();
      if (name === "") return "$";
      const value = valueOf(name);
      return value === undefined && options.keepUnset ? `$${name}` : (value ?? "");
    }
    at++;
    const first = text[at];
    if (first === undefined) throw new LexError("syntax error: missing '}'");
    if (first === "{" || first === "}" || first === ":") throw new LexError("syntax error: bad substitution");
    const name = variableName();
    // The builder's scanner has the replacement character for the end of the text.
    let modifier = text[at++] ?? "\uFFFD";
    if (modifier === "}") {
      const value = valueOf(name);
      return value === undefined && options.keepUnset ? `\${${name}}` : (value ?? "");
    }
    const emptyIsUnset = modifier === ":";
    if (emptyIsUnset) modifier += text[at++] ?? "";
    options.onModifier?.(modifier, start);
    if (modifier === "/") return substitution(name);
    const kind = modifier.at(-1) ?? "";
    if (!emptyIsUnset && !"+-?#%".includes(kind))
      throw new LexError(`unsupported modifier (${modifier}) in substitution`);
    const word = closing("}", "missing '}'", kind === "#" || kind === "%");
    const value = valueOf(name);
    if (emptyIsUnset && !"+-?".includes(kind))
      throw new LexError(`unsupported modifier (${modifier}) in substitution`);
    if (value === undefined && options.keepUnset) return `\${${name}${modifier}${word}}`;
    const unset = value === undefined || (emptyIsUnset && value === "");
    switch (kind) {
      case "-":
        return unset ? word : value;
      case "+":
        return unset ? "" : word;
      case "?":
        if (unset) {
          const reason = value === undefined ? "is not allowed to be unset" : "is not allowed to be empty";
          throw new LexError(`${name}: ${word === "" ? reason : word}`);
        }
        return value;
      default:
        return trimmed(value ?? "", word, kind === "#" ? kind : "%");
    }
  }

  function trimmed(value: string, word: string, side: "#" | "%"): string {
    const greedy = word.startsWith(side);
    const pattern = greedy ? word.slice(1) : word;
    const answer = trimPattern(value, pattern, side, greedy);
    if (answer === null) throw new LexError(`invalid pattern (${pattern}) in substitution`);
    return answer;
  }

  function substitution(name: string): string {
    const all = text[at] === "/";
    if (all) at++;
    const pattern = closing("/", "missing '/' in ${}", true);
    const replacement = closing("}", "missing '}'", true);
    const value = valueOf(name);
    if (value === undefined && options.keepUnset) return `\${${name}/${pattern}/${replacement}}`;
    const answer = replacePattern(value ?? "", pattern, replacement, all);
    if (answer === null) throw new LexError(`invalid pattern (${pattern}) in substitution`);
    return answer;
  }

  /** The text up to `stop`; where the text ends before it, the error that the builder gives for that. */
  function closing(stop: string, missing: string, keepEscapes: boolean): string {
    try {
      return until(stop, keepEscapes).result;
    } catch (error) {
      if (error instanceof LexError && at >= text.length) throw new LexError(`syntax error: ${missing}`);
      throw error;
    }
  }

  try {
    const { result, words } = until(null, rawEscapes);
    return { result, words, matched, unmatched, error: null };
  } catch (error) {
    if (!(error instanceof LexError)) throw error;
    return { result: "", words: [], matched, unmatched, error: error.message };
  }
}
