/** `$name` and `${…}` as the builder's shell lexer reads them: defaults, alternatives, errors and patterns. */
import { LexError, readVariableName } from "./lexerReader";
import type { LexerReader } from "./lexerReader";
import { patternFault, replacePattern, trimPattern } from "./shellPattern";

const MISSING_BRACE = "missing '}'";

/** A lexer at work. */
export interface Lexer extends LexerReader {
  /** What is open around the place, the innermost last. */
  readonly open: Open[];
  /** A value has been left out, or a pattern was not looked for. */
  isCut: boolean;
  /** The value of a variable, which counts as used from here on. */
  readonly valueOf: (name: string) => string | undefined;
}

/** Something that is closed further on: a word in `${…}`, or double quotes. */
export interface Open {
  /** What closes it. */
  readonly stop: string;
  /** What the builder misses where the text ends before. */
  readonly missing: string | null;
  /** It is a pattern, or quotes in one: escape characters that stand for themselves there are doubled. */
  readonly isPattern: boolean;
  /** Whether escape characters are kept around it. */
  readonly outerRawEscapes: boolean;
  /** What it comes to, by its text; null where it opens the next part of the same substitution. */
  readonly close: (text: string) => string | null;
  result: string;
}

/** Opens something; answers null, because what it comes to is known where it is closed. */
export function openPart(
  lexer: Lexer,
  stop: string,
  missing: string | null,
  { rawEscapes, isPattern }: { rawEscapes: boolean; isPattern: boolean },
  close: Open["close"],
): null {
  lexer.open.push({ stop, missing, isPattern, outerRawEscapes: lexer.rawEscapes, close, result: "" });
  lexer.rawEscapes = rawEscapes;
  return null;
}

/** Reads `$name` or what opens a `${…}`: the value, or null where it comes with what closes that. */
export function readDollar(lexer: Lexer): string | null {
  const { text, options, valueOf } = lexer;
  const start = lexer.at++;
  if (text[lexer.at] !== "{") {
    const name = readVariableName(lexer);
    if (name === "") return "$";
    options.onVariable?.({ name, modifier: "", start });
    const value = valueOf(name);
    return value === undefined && options.keepUnset ? `$${name}` : (value ?? "");
  }
  const first = text[++lexer.at];
  if (first === undefined || first === "{" || first === "}" || first === ":") {
    options.onVariable?.({ name: "", modifier: "", start });
    throw new LexError(`syntax error: ${first === undefined ? MISSING_BRACE : "bad substitution"}`);
  }
  const name = readVariableName(lexer);
  // The builder's scanner has the replacement character for the end of the text.
  let modifier = text[lexer.at++] ?? "\uFFFD";
  if (modifier === "}") {
    options.onVariable?.({ name, modifier: "", start });
    const value = valueOf(name);
    return value === undefined && options.keepUnset ? `\${${name}}` : (value ?? "");
  }
  const emptyIsUnset = modifier === ":";
  if (emptyIsUnset) modifier += text[lexer.at++] ?? "";
  options.onVariable?.({ name, modifier, start });
  if (modifier === "/") return openReplacement(lexer, name);
  const kind = modifier.at(-1) ?? "";
  const refuse = () => {
    throw new LexError(`unsupported modifier (${modifier}) in substitution`);
  };
  const isPattern = kind === "#" || kind === "%";
  if (emptyIsUnset ? isPattern : !isPattern && !"+-?".includes(kind)) refuse();
  const close = (word: string): string => {
    const value = valueOf(name);
    if (emptyIsUnset && !"+-?".includes(kind)) refuse();
    if (value === undefined && options.keepUnset) return `\${${name}${modifier}${word}}`;
    const isUnset = value === undefined || (emptyIsUnset && value === "");
    if (kind === "-") return isUnset ? word : value;
    if (kind === "+") return isUnset ? "" : word;
    if (kind !== "?") return trimmed(lexer, value ?? "", word, kind === "#" ? kind : "%");
    if (!isUnset) return value;
    const reason = value === undefined ? "is not allowed to be unset" : "is not allowed to be empty";
    throw new LexError(`${name}: ${word === "" ? reason : word}`);
  };
  return openPart(lexer, "}", MISSING_BRACE, { rawEscapes: isPattern, isPattern }, close);
}

/** `${name#pattern}` and its like. */
function trimmed(lexer: Lexer, value: string, word: string, side: "#" | "%"): string {
  const greedy = word.startsWith(side);
  const pattern = greedy ? word.slice(1) : word;
  const made = trimPattern(value, pattern, side, greedy);
  if (made === null) throw new LexError(patternFault(pattern, side));
  return filledIn(lexer, value, made);
}

/** `${name/pattern/replacement}`, or all of them with `//`. */
function openReplacement(lexer: Lexer, name: string): null {
  const all = lexer.text[lexer.at] === "/";
  if (all) lexer.at++;
  const replaced = (pattern: string) => (replacement: string) => {
    const value = lexer.valueOf(name);
    if (value === undefined && lexer.options.keepUnset) return `\${${name}/${pattern}/${replacement}}`;
    const made = replacePattern(value ?? "", pattern, replacement, all);
    if (made === null) throw new LexError(patternFault(pattern, "/"));
    return filledIn(lexer, value ?? "", made);
  };
  return openPart(lexer, "/", "missing '/' in ${}", { rawEscapes: true, isPattern: true }, pattern =>
    openPart(lexer, "}", MISSING_BRACE, { rawEscapes: true, isPattern: false }, replaced(pattern)),
  );
}

/** What a pattern makes of a value, or the value itself where that would take too long. */
function filledIn(lexer: Lexer, value: string, made: string | undefined): string {
  if (made === undefined) lexer.isCut = true;
  return made ?? value;
}
