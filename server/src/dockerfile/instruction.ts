/**
 * One logical line read as an instruction. dockerfile-ast finds the keyword and splits the operands, one line at a time
 * and cached by text; this file is the only one that knows it, and gives it each line in a form that it reads as the
 * builder does. All spans are in the text of the logical line.
 */
import { DockerfileParser, PropertyInstruction } from "dockerfile-ast";
import type { Argument, Instruction as AstInstruction } from "dockerfile-ast";
import { readFlags } from "./flags";
import type { Flag } from "./flags";
import { readMount } from "./mounts";
import type { Mount } from "./mounts";
import { skipSpace, trimSpaceEnd } from "./source";
import type { Span } from "./source";

export interface Word {
  /** As written, quotes and escapes included. */
  readonly text: string;
  readonly span: Span;
}

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
const JSON_INSTRUCTIONS = new Set(["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"]);
const BACKTICK_DIRECTIVE = "# escape=`\n";

/** Reads the instruction of a logical line. Any text is read: what is wrong with it is for the rules to say. */
export function readInstruction(text: string, escape: string): Instruction {
  return readFrom(text, 0, escape);
}

function readFrom(text: string, start: number, escape: string): Instruction {
  const ast = parseLine(text, start, escape);
  const keywordSpan = ast ? spanOf(ast.getInstructionRange(), start) : { start, end: start };
  const keyword = text.slice(keywordSpan.start, keywordSpan.end).toUpperCase();
  const { flags, end } = readFlags(text, keywordSpan.end, escape);
  const rest = { start: end, end: trimSpaceEnd(text, end, text.length) };
  const json = JSON_INSTRUCTIONS.has(keyword) ? readJson(text, rest) : null;
  return {
    text,
    keyword,
    keywordSpan,
    flags,
    mounts: keyword === "RUN" ? flags.flatMap(readMountFlag) : [],
    rest,
    words: json === null && ast ? wordsOf(text, start, rest, keyword, ast) : [],
    json,
    trigger: keyword === "ONBUILD" && rest.start < rest.end ? readFrom(text, rest.start, escape) : null,
  };
}

/**
 * Gives one line to dockerfile-ast. It reads some characters otherwise than the builder does; each of them gives way
 * here to one of the same length, and what the words say is then taken from the true text.
 */
function parseLine(text: string, start: number, escape: string): AstInstruction | undefined {
  const begin = skipSpace(text, start, text.length);
  const keyword = /^[^\t\v\f\r ]*/.exec(text.slice(begin, begin + 12))?.[0].toUpperCase() ?? "";
  const isProperty = keyword === "ARG" || keyword === "ENV" || keyword === "LABEL";
  let line = " ".repeat(begin - start) + text.slice(begin).replace(/^[#\uFEFF]/, "_");
  line = line.replace(/[\v\f\r]/g, " ");
  // Only key=value words know escapes; everywhere else the builder splits at white space alone.
  if (!isProperty) line = line.replace(/[\\`]/g, "_");
  else if (escape === "`") line = BACKTICK_DIRECTIVE + line;
  return DockerfileParser.parse(line).getInstructions()[0];
}

function spanOf(range: { start: { character: number }; end: { character: number } }, start: number): Span {
  return { start: start + range.start.character, end: start + range.end.character };
}

function wordsOf(text: string, start: number, rest: Span, keyword: string, ast: AstInstruction): Word[] {
  let found: Argument[] = [];
  if (ast instanceof PropertyInstruction) found = ast.getPropertyArguments();
  else if (WORD_INSTRUCTIONS.has(keyword)) found = ast.getArguments();
  return found
    .map(argument => spanOf(argument.getRange(), start))
    .filter(span => span.start >= rest.start)
    .map(span => ({ text: text.slice(span.start, span.end), span }));
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
