/** A comment behind an instruction, which the builder reads as arguments: it knows comments as lines of their own alone. */
import type { Instruction } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { isWordSeparator, trimSpaceEnd } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import { lineRest } from "../../edits/trailingComment";
import { textAfterArray } from "./textAfterArray";

/** Instructions whose arguments no shell reads: for a shell, `#` does start a comment. */
const READ_BY_BUILDER = /^(?:ADD|ARG|COPY|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;
const COMMENT = /^#+[ \t]*[^\s#]/;

/** What was meant as a comment: from its `#` to the end of its physical line, in the text of the instruction; or null. */
export function trailingComment(line: LogicalLine): Span | null {
  const instruction = line.instruction.trigger ?? line.instruction;
  const { keyword, text, rest, json } = instruction;
  if (!READ_BY_BUILDER.test(keyword) || json !== null) return null;
  if (keyword === "HEALTHCHECK" && !/^NONE\s/i.test(text.slice(rest.start, rest.end))) return null;
  const start = hashAt(text, rest);
  if (start === null || !isMeant(instruction, start) || textAfterArray(instruction)) return null;
  const end = trimSpaceEnd(text, start, Math.min(rest.end, lineRest(line, start)));
  return COMMENT.test(text.slice(start, end)) ? { start, end } : null;
}

/** The first `#` that begins a word outside quotes, but for the first word. */
function hashAt(text: string, { start, end }: Span): number | null {
  let quote = "";
  for (let at = start; at < end; at++) {
    const char = text[at] ?? "";
    if (char === "\\" && quote !== "'") at++;
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
  const isPair = (keyword === "ENV" || keyword === "LABEL") && !/[=\s]/.test(before);
  return !isPair || /^#\s/.test(text.slice(at));
}
