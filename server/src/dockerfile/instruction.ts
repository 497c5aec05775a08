/**
 * One logical line read as an instruction. dockerfile-ast finds the keyword and splits the operands, one line at a time
 * and cached by text; this file is the only one that knows it, and gives it each line in a form that it reads as the
 * builder does. All spans are in the text of the logical line.
 */
import { DockerfileParser } from "dockerfile-ast";
import type { Instruction as AstInstruction } from "dockerfile-ast";
import { readFlags } from "./flags";
import type { Flag } from "./flags";
import { INSTRUCTIONS } from "./instructionSet";
import { readMount } from "./mounts";
import type { Mount } from "./mounts";
import { readProperties } from "./properties";
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

const WORD_INSTRUCTIONS = new Set(["FROM", "COPY", "ADD"]);
const PROPERTY_INSTRUCTIONS = new Set(["ARG", "ENV", "LABEL"]);
const JSON_INSTRUCTIONS = new Set(["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"]);
const KEYWORDS = new Map([...INSTRUCTIONS.keys()].map(keyword => [keyword, keyword]));

/** Reads the instruction of a logical line. Any text is read: what is wrong with it is for the rules to say. */
export function readInstruction(text: string, escape: string): Instruction {
  return readFrom(text, 0, escape);
}

function readFrom(text: string, start: number, escape: string): Instruction {
  const begin = skipSpace(text, start, text.length);
  const keywordEnd = endOfWord(text, begin);
  const keyword = keywordOf(text.slice(begin, keywordEnd));
  const { flags, end } = readFlags(text, keywordEnd, escape);
  const rest = { start: end, end: trimSpaceEnd(text, end, text.length) };
  const json = JSON_INSTRUCTIONS.has(keyword) ? readJson(text, rest) : null;
  const ast = parseLine(text, { start: begin, end: keywordEnd }, rest, keyword);
  return {
    text,
    keyword,
    keywordSpan: ast ? spanOf(ast.getInstructionRange(), begin) : { start: begin, end: keywordEnd },
    flags,
    mounts: keyword === "RUN" ? flags.flatMap(readMountFlag) : [],
    rest,
    words: json === null && ast ? wordsOf(text, begin, rest, keyword, escape, ast) : [],
    json,
    trigger: keyword === "ONBUILD" && rest.start < rest.end ? readFrom(text, rest.start, escape) : null,
  };
}

/** The very string of the table where there is one: comparing keywords is what every pass over a file does most. */
function keywordOf(word: string): string {
  const upper = word.toUpperCase();
  return KEYWORDS.get(upper) ?? upper;
}

function endOfWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && !isWordSeparator(text.charCodeAt(end))) end++;
  return end;
}

/**
 * Gives one line to dockerfile-ast, in a form of the same length that it reads as the builder does: without the flags,
 * which may hold white space in quotes; without the rest where that is one text for a shell; and with other characters in
 * place of those that mean something to it alone. What the words say is then taken from the true text.
 */
function parseLine(text: string, keyword: Span, rest: Span, name: string): AstInstruction | undefined {
  const head = text.slice(keyword.start, keyword.end).replace(/[#\\`\uFEFF]/g, "_");
  if (!WORD_INSTRUCTIONS.has(name)) return DockerfileParser.parse(head).getInstructions()[0];
  // The builder splits these at white space alone: no escape, and what stands behind the flags is no flag.
  const operands = text
    .slice(rest.start, rest.end)
    .replace(/[\v\f\r]/g, " ")
    .replace(/[\\`]|--/g, found => "_".repeat(found.length));
  return DockerfileParser.parse(head + " ".repeat(rest.start - keyword.end) + operands).getInstructions()[0];
}

function spanOf(range: { start: { character: number }; end: { character: number } }, start: number): Span {
  return { start: start + range.start.character, end: start + range.end.character };
}

function wordsOf(
  text: string,
  start: number,
  rest: Span,
  keyword: string,
  escape: string,
  ast: AstInstruction,
): Word[] {
  if (PROPERTY_INSTRUCTIONS.has(keyword)) return readProperties(text, rest, escape);
  if (!WORD_INSTRUCTIONS.has(keyword)) return [];
  return ast.getArguments().map(argument => {
    const span = spanOf(argument.getRange(), start);
    return { text: text.slice(span.start, span.end), span };
  });
}

function readMountFlag(flag: Flag): Mount[] {
  return flag.name === "mount" && flag.value !== null ? [readMount(flag.value)] : [];
}

/** The JSON form is taken only where the whole rest is an array (spec 6.3); anything else is words or a shell's text. */
function readJson(text: string, rest: Span): readonly string[] | "invalid" | null {
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
