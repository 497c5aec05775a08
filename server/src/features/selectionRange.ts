/** What the selection grows to, step by step: word, value, flag, instruction, stage, file. */
import type { Position, SelectionRange } from "vscode-languageserver-protocol";
import { lineAt } from "../dockerfile/dockerfile";
import type { Instruction } from "../dockerfile/instruction";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocument, toText } from "../dockerfile/sourceMap";
import { isSpace, skipSpace, touches, trimSpaceEnd } from "../dockerfile/source";
import type { Span } from "../dockerfile/source";
import type { Analysis } from "../stages/analysis/analysis";
import { stageAt, stageSpan } from "../stages/model/stagePlaces";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** For each position the ranges around it, from the smallest on, each strictly in the next one. */
export function selectionRanges(context: FeatureContext, positions: readonly Position[]): SelectionRange[] {
  return positions.map(position => {
    let found: SelectionRange | undefined;
    for (const span of nested(context.analysis, offsetOf(context, position))) {
      const range = rangeOf(context, span);
      found = found ? { range, parent: found } : { range };
    }
    return found ?? { range: { start: position, end: position } };
  });
}

/** The spans around an offset, the whole document first. */
function nested({ model }: Analysis, offset: number): Span[] {
  const { text } = model.file;
  const spans: Span[] = [{ start: 0, end: text.length }];
  const stage = stageAt(model, offset);
  const line = lineAt(model.file, offset);
  const candidates = [
    ...(stage ? [stageSpan(stage)] : []),
    ...(line ? spansOfLine(line, text, offset) : [physicalLine(text, offset)]),
    around(text, offset, isWordCharacter),
  ];
  for (const span of candidates) {
    const outer = spans.at(-1);
    const isInside = outer && outer.start <= span.start && span.end <= outer.end;
    if (!isInside || span.end - span.start === outer.end - outer.start) continue;
    if (span.start < span.end && touches(span, offset)) spans.push(span);
  }
  return spans;
}

/** The spans of an instruction that may lie around an offset, larger ones first. */
function spansOfLine(line: LogicalLine, text: string, offset: number): Span[] {
  const { instruction, heredocs } = line;
  const at = toText(line, offset);
  if (at !== null) {
    const held = instruction.trigger ? spansOf(instruction.trigger, at) : [];
    return [line, ...[...spansOf(instruction, at), ...held].map(span => toDocument(line, span))];
  }
  const body = heredocs.find(heredoc => heredoc.body.start <= offset && offset < heredoc.body.end)?.body;
  return [line, ...(body ? [body] : []), physicalLine(text, offset)];
}

/** The spans of an instruction around an offset of its text, larger ones first. */
function spansOf({ text, keywordSpan, flags, mounts, rest, words }: Instruction, at: number): Span[] {
  const spans: Span[] = [{ start: keywordSpan.start, end: Math.max(keywordSpan.end, rest.end) }, rest];
  const add = (span: Span | null) => {
    if (span && touches(span, at)) spans.push(span);
  };
  for (const { span, valueSpan } of flags) {
    if (!touches(span, at)) continue;
    spans.push(span);
    add(valueSpan);
  }
  for (const { options } of mounts)
    for (const { span, valueSpan } of options) {
      if (!touches(span, at)) continue;
      spans.push(span);
      add(valueSpan);
    }
  const word = words.find(({ span }) => touches(span, at))?.span;
  add(word ?? null);
  const found = word ?? (touches(rest, at) ? around(text, at, code => !isSpace(code)) : null);
  const equals = found ? text.slice(found.start, found.end).indexOf("=") : -1;
  if (found) add(found);
  if (found && equals !== -1) add({ start: found.start + equals + 1, end: found.end });
  return spans;
}

/** The line of the document that an offset stands on, without the white space at its ends. */
function physicalLine(text: string, offset: number): Span {
  const newline = text.indexOf("\n", offset);
  const last = newline === -1 ? text.length : newline;
  const start = skipSpace(text, text.lastIndexOf("\n", offset - 1) + 1, last);
  return { start, end: trimSpaceEnd(text, start, last) };
}

function around(text: string, offset: number, holds: (code: number) => boolean): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && holds(text.charCodeAt(start - 1))) start--;
  while (end < text.length && holds(text.charCodeAt(end))) end++;
  return { start, end };
}

function isWordCharacter(code: number): boolean {
  return /\w/.test(String.fromCharCode(code));
}
