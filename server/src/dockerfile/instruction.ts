/**
 * One logical line read as an instruction. dockerfile-ast reads the `FROM` lines, one at a time and cached by text; this
 * file is the only one that knows it, and gives it each of them in a form that it reads as the builder does. All spans are
 * in the text of the logical line.
 */
import { DockerfileParser } from "dockerfile-ast";
import type { Instruction as AstInstruction } from "dockerfile-ast";
import { readFlags } from "./flags";
import type { Flag } from "./flags";
import { INSTRUCTIONS } from "./instructionSet";
import { readMount } from "./mounts";
import type { Mount } from "./mounts";
import { readProperties, readWords } from "./properties";
import type { Word } from "./properties";
import { isWordSeparator, skipSpace, trimSpaceEnd } from "./source";
import type { Span } from "./source";

export interface Instruction {
  /** The text of the logical line that every span of this instruction counts in. */
  readonly text: string;
  /** Upper-cased; `""` where the line is nothing but a continuation. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly flags: readonly Flag[];
  /** The `--mount` flags of a `RUN`, read, in order. */
  readonly mounts: readonly Mount[];
  /** Everything after the flags, without white space at its ends. */
  readonly rest: Span;
  /**
   * The words of `FROM`, `COPY`, `ADD` and of the `key=value` instructions. Empty for the instructions whose rest is one
   * text (`RUN`, `CMD`, `WORKDIR`, …), and in the JSON form.
   */
  readonly words: readonly Word[];
  /** The strings of the JSON form; `"invalid"` for an array of other things; null for any other form. */
  readonly json: readonly string[] | "invalid" | null;
  /** What an `ONBUILD` holds back for its consumers. */
  readonly trigger: Instruction | null;
}

const COPY_INSTRUCTIONS = new Set(["ADD", "COPY"]);
const PROPERTY_INSTRUCTIONS = new Set(["ARG", "ENV", "LABEL"]);
const JSON_INSTRUCTIONS = new Set(["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"]);
const KEYWORDS = new Map([...INSTRUCTIONS.keys()].map(keyword => [keyword, keyword]));

const NO_WORDS: readonly Word[] = [];
const NO_MOUNTS: readonly Mount[] = [];
/** No `FROM` that means anything is longer; dockerfile-ast would read a megabyte of words for a second. */
const LONGEST_PARSED = 10_000;

/** The builder refuses an ONBUILD in another one, so what stands in a third means nothing. */
const DEEPEST_TRIGGER = 2;

/** Reads the instruction of a logical line. Any text is read: what is wrong with it is for the rules to say. */
export function readInstruction(text: string, escape: string): Instruction {
  return readFrom(text, 0, escape, 0);
}

function readFrom(text: string, start: number, escape: string, depth: number): Instruction {
  const begin = skipSpace(text, start, text.length);
  const keywordEnd = endOfKeyword(text, begin);
  const keyword = keywordOf(text.slice(begin, keywordEnd));
  const { flags, end } = readFlags(text, keywordEnd, escape);
  const rest = { start: end, end: trimSpaceEnd(text, end, text.length) };
  const json = JSON_INSTRUCTIONS.has(keyword) ? readJson(text, rest) : null;
  const head = { start: begin, end: keywordEnd };
  const isParsed = keyword === "FROM" && rest.end - rest.start <= LONGEST_PARSED;
  const ast = isParsed ? parseLine(text, head, rest) : undefined;
  let words = NO_WORDS;
  if (PROPERTY_INSTRUCTIONS.has(keyword)) words = readProperties(text, rest, escape);
  else if (ast) words = wordsOf(text, begin, ast);
  else if (keyword === "FROM" || (COPY_INSTRUCTIONS.has(keyword) && json === null))
    words = readWords(text, rest);
  return {
    text,
    keyword,
    keywordSpan: ast ? spanOf(ast.getInstructionRange(), begin) : head,
    flags,
    mounts: keyword === "RUN" && flags.length > 0 ? flags.flatMap(readMountFlag) : NO_MOUNTS,
    rest,
    words,
    json,
    trigger:
      keyword === "ONBUILD" && depth < DEEPEST_TRIGGER && rest.start < rest.end
        ? readFrom(text, rest.start, escape, depth + 1)
        : null,
  };
}

/** The keyword of an instruction in the case it is written in. */
export function writtenKeyword({ text, keywordSpan }: Instruction): string {
  return text.slice(keywordSpan.start, keywordSpan.end);
}

/** The very string of the table where there is one: comparing keywords is what every pass over a file does most. */
function keywordOf(word: string): string {
  const upper = word.toUpperCase();
  return KEYWORDS.get(upper) ?? upper;
}

/** The end of the keyword: of the white space at the end of the line, which may be of any kind, it has none. */
function endOfKeyword(text: string, start: number): number {
  const last = trimSpaceEnd(text, start, text.length);
  let end = start;
  while (end < last && !isWordSeparator(text.charCodeAt(end))) end++;
  return end;
}

/**
 * Gives one line to dockerfile-ast, in a form of the same length that it reads as the builder does: without the flags,
 * which may hold white space in quotes, and with other characters in place of those that mean something to it alone. What
 * the words say is then taken from the true text.
 */
function parseLine(text: string, head: Span, rest: Span): AstInstruction | undefined {
  // The builder splits at white space alone: no escape, and what stands behind the flags is no flag.
  const operands = text
    .slice(rest.start, rest.end)
    .replace(/[\v\f\r]/g, " ")
    .replace(/[\\`]|--/g, found => "_".repeat(found.length));
  const line = text.slice(head.start, head.end) + " ".repeat(rest.start - head.end) + operands;
  return DockerfileParser.parse(line).getInstructions()[0];
}

function spanOf(range: { start: { character: number }; end: { character: number } }, start: number): Span {
  return { start: start + range.start.character, end: start + range.end.character };
}

function wordsOf(text: string, start: number, ast: AstInstruction): Word[] {
  return ast.getArguments().map(argument => {
    const span = spanOf(argument.getRange(), start);
    return { text: text.slice(span.start, span.end), span };
  });
}

function readMountFlag(flag: Flag): Mount[] {
  return flag.name === "mount" && flag.value !== null ? [readMount(flag.value)] : [];
}

/** The JSON form is taken only where the whole rest is an array (spec 6.3); anything else is words or a shell's text. */
export function readJson(text: string, rest: Span): readonly string[] | "invalid" | null {
  if (text[rest.start] !== "[") return null;
  let value: unknown;
  try {
    value = JSON.parse(text.slice(rest.start, rest.end));
  } catch {
    return null;
  }
  if (!Array.isArray(value)) return null;
  return value.every(item => typeof item === "string") ? value : "invalid";
}
