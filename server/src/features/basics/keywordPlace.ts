/** Where the keyword of an instruction can be written, or a word that is as good as one. */
import { lineAt } from "../../dockerfile/dockerfile";
import type { Instruction } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument, toDocumentParts, toTextOrGap } from "../../dockerfile/sourceMap";
import { touches } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import { startPlaceAt } from "../../stages/cursor/startPlace";
import type { Analysis } from "../../stages/analysis/analysis";

export interface KeywordPlace {
  /** `first`: before the first stage; `trigger`: behind ONBUILD; `check`: behind HEALTHCHECK and its flags. */
  readonly kind: "first" | "stage" | "trigger" | "check";
  /** In the document, on one line: the word that is there of it; empty where nothing is written yet. */
  readonly token: Span;
  /** Something stands behind the word: only the word is written. */
  readonly hasMore: boolean;
}

/** The place at a document offset; null where no keyword can be written. */
export function keywordPlaceAt({ model }: Analysis, offset: number): KeywordPlace | null {
  const start = startPlaceAt(model, offset);
  if (start) return { kind: kindOf(model, start.token), token: start.token, hasMore: false };
  const line = lineAt(model.file, offset);
  const at = line && toTextOrGap(line, model.file.text, offset);
  if (!line || at === null) return null;
  const { instruction } = line;
  if (touches(instruction.keywordSpan, at) && instruction.keyword !== "")
    return placed(kindOf(model, line), line, instruction, instruction.keywordSpan, offset);
  const { trigger } = instruction;
  if (instruction.keyword === "ONBUILD" && at > instruction.keywordSpan.end) {
    if (!trigger) return { kind: "trigger", token: { start: offset, end: offset }, hasMore: false };
    if (touches(trigger.keywordSpan, at))
      return placed("trigger", line, trigger, trigger.keywordSpan, offset);
  }
  const holder = trigger ?? instruction;
  return holder.keyword === "HEALTHCHECK" ? checkPlaceAt(line, holder, at, offset) : null;
}

function kindOf({ stages }: Analysis["model"], { start }: Span): KeywordPlace["kind"] {
  const [first] = stages;
  return first && first.line.start < start ? "stage" : "first";
}

/** `CMD` or `NONE`, the first word behind the flags. */
function checkPlaceAt(
  line: LogicalLine,
  { text, rest, flags, keywordSpan }: Instruction,
  at: number,
  offset: number,
): KeywordPlace | null {
  const before = flags.at(-1)?.span.end ?? keywordSpan.end;
  if (at <= before) return null;
  const isEmpty = rest.start >= rest.end;
  if (isEmpty) return { kind: "check", token: { start: offset, end: offset }, hasMore: false };
  const [word = ""] = /^\S*/.exec(text.slice(rest.start, rest.end)) ?? [];
  const span = { start: rest.start, end: rest.start + word.length };
  if (!touches(span, at)) return null;
  return inOnePiece(line, span, offset, span.end < rest.end, "check");
}

function placed(
  kind: KeywordPlace["kind"],
  line: LogicalLine,
  { rest, flags }: Instruction,
  span: Span,
  offset: number,
): KeywordPlace | null {
  return inOnePiece(line, span, offset, flags.length > 0 || rest.start < rest.end, kind);
}

/** An edit of a completion is one line's. */
function inOnePiece(
  line: LogicalLine,
  span: Span,
  offset: number,
  hasMore: boolean,
  kind: KeywordPlace["kind"],
): KeywordPlace | null {
  if (toDocumentParts(line, span).length !== 1) return null;
  const token = toDocument(line, span);
  return touches(token, offset) ? { kind, token, hasMore } : null;
}
