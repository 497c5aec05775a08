/** The explanation of a keyword, a flag or a directive: what a hover says there, beside what ours say of stages. */
import { MarkupKind } from "vscode-languageserver-types";
import type { Hover, MarkupContent, Position } from "vscode-languageserver-protocol";
import { commentAt, lineAt } from "../../dockerfile/dockerfile";
import type { Flag } from "../../dockerfile/flags";
import type { Instruction } from "../../dockerfile/instruction";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument, toText, touchesInDocument } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import { describeTopic } from "../completion/describe";
import { offsetOf, rangeOf } from "../context";
import type { FeatureContext } from "../context";
import { documentationOf } from "./library";

const DIRECTIVE = /^[\t ]*#[\t ]*(syntax|escape)[\t ]*=/i;
/** Between what is told of a stage and what is told of its instruction. */
const RULE: Readonly<Record<MarkupKind, string>> = { markdown: "\n\n---\n\n", plaintext: "\n\n" };

/** `hover`, which comes first, with the explanation behind it; null where there is neither. */
export function withExplanation(
  context: FeatureContext,
  position: Position,
  kind: MarkupKind,
  hover: Hover | null,
): Hover | null {
  const found = explanationAt(context, offsetOf(context, position), kind);
  if (!found) return hover;
  const range = rangeOf(context, found.span);
  if (!hover) return { range, contents: { kind, value: found.text } };
  const { value } = hover.contents as MarkupContent;
  return { ...hover, contents: { kind, value: value + RULE[kind] + found.text } };
}

interface Explanation {
  /** In the document. */
  readonly span: Span;
  readonly text: string;
}

function explanationAt(context: FeatureContext, offset: number, kind: MarkupKind): Explanation | null {
  const { file } = context.analysis.model;
  const comment = commentAt(file, offset);
  if (comment) return comment.gap === null ? null : directiveAt(context, comment.gap, offset, kind);
  const line = lineAt(file, offset);
  if (!line || toText(line, offset) === null) return null;
  const { instruction } = line;
  const said = (span: Span, text: string | null) =>
    text === null ? null : { span: toDocument(line, span), text };
  for (const each of instruction.trigger ? [instruction, instruction.trigger] : [instruction]) {
    if (!INSTRUCTIONS.has(each.keyword)) continue;
    if (touchesInDocument(line, each.keywordSpan, offset))
      return said(each.keywordSpan, documentationOf(each.keyword, kind));
    const flag = each.flags.find(({ span }) => touchesInDocument(line, nameOf(each, span), offset));
    if (flag) return said(nameOf(each, flag.span), textOfFlag(context, each, flag, kind));
  }
  return checkWord(line, instruction, offset, said, kind);
}

/** `--from`, of `--from=build`. */
function nameOf({ text }: Instruction, { start, end }: Span): Span {
  const equals = text.slice(start, end).indexOf("=");
  return { start, end: equals === -1 ? end : start + equals };
}

/** The library knows some flags; what the others do is told as completion tells it. */
function textOfFlag(
  { analysis }: FeatureContext,
  { keyword }: Instruction,
  { name }: Flag,
  kind: MarkupKind,
): string | null {
  if (INSTRUCTIONS.get(keyword)?.has(name) !== true) return null;
  const pascal = name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return (
    documentationOf(`${keyword}_Flag${pascal}`, kind) ??
    describeTopic(analysis, { kind: "flag", name }, kind === MarkupKind.Markdown)?.text ??
    null
  );
}

/** `CMD` and `NONE` behind HEALTHCHECK. */
function checkWord(
  line: LogicalLine,
  { trigger, ...instruction }: Instruction,
  offset: number,
  said: (span: Span, text: string | null) => Explanation | null,
  kind: MarkupKind,
): Explanation | null {
  const { keyword, rest, text } = trigger ?? instruction;
  if (keyword !== "HEALTHCHECK") return null;
  const [word] = /^(?:CMD|NONE)(?!\S)/i.exec(text.slice(rest.start, rest.end)) ?? [];
  if (word === undefined) return null;
  const span = { start: rest.start, end: rest.start + word.length };
  if (!touchesInDocument(line, span, offset)) return null;
  return said(span, documentationOf(`HEALTHCHECK_${word.toUpperCase()}`, kind));
}

/** The name of a directive that the builder reads. */
function directiveAt(
  { analysis }: FeatureContext,
  index: number,
  offset: number,
  kind: MarkupKind,
): Explanation | null {
  const { file } = analysis.model;
  const gap = file.gaps[index];
  if (gap?.kind !== "directive") return null;
  const [written = "", name = ""] = DIRECTIVE.exec(file.text.slice(gap.start, gap.end)) ?? [];
  if (name === "") return null;
  const start = gap.start + written.toLowerCase().lastIndexOf(name.toLowerCase());
  const span = { start, end: start + name.length };
  if (offset < span.start || offset > span.end) return null;
  const text = documentationOf(name.toLowerCase(), kind);
  return text === null ? null : { span, text };
}
