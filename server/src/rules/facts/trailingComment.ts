/** A comment behind an instruction, which the builder reads as arguments: it knows comments as lines of their own alone. */
import type { Instruction } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { isWordSeparator, trimSpaceEnd } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import { lineRest } from "../../edits/trailingComment";
import { textAfterArray } from "./textAfterArray";

/** Instructions whose arguments no shell reads: for a shell, `#` does start a comment. */
const READ_BY_BUILDER = /^(?:ADD|ARG|COPY|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;
const COMMENT = /^#+(?:[ \t]*[^\s#]|$)/;
/** Whose words are told apart with escape characters heeded, so that `\ #` is none of a new word. */
const ESCAPES_SPACE = /^(?:ARG|ENV|LABEL)$/;
/** Fewer words than these are no such instruction: what looks like a comment is then one of them. */
const FEWEST_WORDS = new Map([
  ["ADD", 2],
  ["COPY", 2],
]);

/** What was meant as a comment: from its `#` to the end of its physical line, in the text of the instruction; or null. */
export function trailingComment(line: LogicalLine): Span | null {
  const instruction = line.instruction.trigger ?? line.instruction;
  const { keyword, text, rest, json } = instruction;
  if (!READ_BY_BUILDER.test(keyword) || json !== null) return null;
  if (keyword === "HEALTHCHECK" && !/^NONE\s/i.test(text.slice(rest.start, rest.end))) return null;
  const start = hashAt(text, rest, ESCAPES_SPACE.test(keyword));
  if (start === null || !isMeant(instruction, start) || textAfterArray(instruction)) return null;
  const end = trimSpaceEnd(text, start, Math.min(rest.end, lineRest(line, start)));
  if (!COMMENT.test(text.slice(start, end))) return null;
  const words = `${text.slice(rest.start, start)} ${text.slice(end, rest.end)}`.trim().split(/\s+/);
  return words.length < (FEWEST_WORDS.get(keyword) ?? 1) ? null : { start, end };
}

/** The first `#` that begins a word outside quotes, but for the first word. */
function hashAt(text: string, { start, end }: Span, escapesSpace: boolean): number | null {
  let quote = "";
  for (let at = start; at < end; at++) {
    const char = text[at] ?? "";
    if (char === "\\" && quote !== "'") at += escapesSpace && text[at + 2] === "#" ? 2 : 1;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === "#" && at > start && isWordSeparator(text.charCodeAt(at - 1))) return at;
  }
  return null;
}

/** Whether it is no value: `ENV COLOR #fff`; and nothing else keeps the line from going on: `\ # why`. */
function isMeant({ keyword, text, rest }: Instruction, at: number): boolean {
  const before = text.slice(rest.start, at).trim();
  if (/(?:^|\s)[\\`]$/.test(before)) return false;
  return (keyword !== "ENV" && keyword !== "LABEL") || /[=\s]/.test(before);
}
