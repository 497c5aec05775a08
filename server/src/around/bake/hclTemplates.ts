/** Templates of HCL, from the tree of its grammar: texts with values and directives in them. */
import type { Span } from "../../dockerfile/source";
import { hclText } from "../encoding/hclText";
import { decodeHcl } from "../encoding/hclTemplate";
import type { HclStyle } from "../encoding/hclTemplate";
import type { Expression, Loop, Writing } from "./expression";
import { DEEPEST, isExpression, named, spanOf } from "./syntax";
import type { Syntax } from "./syntax";

/** Reads the expression that a node is, at a depth. */
export type ReadExpression = (node: Syntax, text: string, depth: number) => Expression;

/** A template: in quotes or as a heredoc. */
export function templateOf(
  node: Syntax,
  text: string,
  depth: number,
  isQuoted: boolean,
  read: ReadExpression,
): Expression {
  const span = spanOf(node);
  const all = node.children;
  if (isQuoted) {
    const end = all.at(-1)?.type === "quoted_template_end" ? (all.at(-1)?.startIndex ?? span.end) : span.end;
    const written = templateIn(all, { start: span.start + 1, end }, text, depth, "quoted", read);
    const { parts, writing } = written;
    const [only] = parts;
    if (!only) return { kind: "literal", value: "", span, writing };
    if (parts.length === 1 && only.kind === "literal") return { ...only, span, writing };
    // A template of nothing but one value is that value, whatever its type.
    if (parts.length === 1 && node.type === "quoted_template" && only.kind !== "for")
      return { ...only, span };
    return { kind: "template", parts, span, writing };
  }
  const newline = text.indexOf("\n", span.start);
  const closing = all.findLast(child => child.type === "heredoc_identifier");
  const lineStart = text.lastIndexOf("\n", (closing?.startIndex ?? span.end) - 1) + 1;
  const body = { start: newline + 1, end: Math.max(lineStart, newline + 1) };
  const style = text.startsWith("<<-", span.start) ? "indented" : "heredoc";
  return { kind: "template", span, ...templateIn(all, body, text, depth, style, read, closing?.text) };
}

/** What stands between two places: texts and what is filled in, with how it is written. */
function templateIn(
  children: readonly Syntax[],
  body: Span,
  text: string,
  depth: number,
  style: HclStyle,
  read: ReadExpression,
  delimiter = "",
): { parts: Expression[]; writing: Writing } {
  const nodes = children.filter(
    ({ type, startIndex, endIndex }) =>
      (type === "template_interpolation" || type === "template_directive") &&
      startIndex >= body.start &&
      endIndex <= body.end,
  );
  const holes = nodes.map(child => ({
    span: spanOf(child),
    trimsBefore: child.text.startsWith("${~") || child.text.startsWith("%{~"),
    trimsBehind: child.text.endsWith("~}"),
  }));
  const fills = nodes.map(child => {
    const inner = named(child).find(isExpression);
    return child.type === "template_interpolation" && inner
      ? read(inner, text, depth + 1)
      : directive(child, text, depth + 1, style, read);
  });
  const decoded = decodeHcl(text, body, holes, style);
  const parts: Expression[] = [];
  const literal = (start: number, end: number, span: Span) => {
    if (end > start) parts.push({ kind: "literal", value: decoded.text.slice(start, end), span });
  };
  let at = 0;
  let from = body.start;
  fills.forEach((fill, index) => {
    const place = decoded.holes[index]?.start ?? at;
    const { start, end } = holes[index]?.span ?? body;
    literal(at, place, { start: from, end: start });
    parts.push(fill);
    at = place;
    from = end;
  });
  literal(at, decoded.text.length, { start: from, end: body.end });
  return {
    parts,
    writing: valueOf => hclText(text, { body, holes, style, delimiter }, fills.map(valueOf)),
  };
}

/** `%{ if … }…%{ else }…%{ endif }` and `%{ for … }…%{ endfor }`. */
function directive(
  node: Syntax,
  text: string,
  depth: number,
  style: HclStyle,
  read: ReadExpression,
): Expression {
  const span = spanOf(node);
  const [inner] = named(node);
  if (!inner || depth > DEEPEST) return { kind: "unknown", span };
  const children = named(inner);
  const intro = children[0];
  const otherwise = children.find(child => child.type === "template_else_intro");
  const last = children.at(-1);
  if (!intro || !last) return { kind: "unknown", span };
  const between = (from: Syntax, to: Syntax): Expression => {
    const place = { start: from.endIndex, end: to.startIndex };
    const inside = style === "quoted" ? "quoted" : "heredoc";
    return {
      kind: "template",
      parts: templateIn(children, place, text, depth, inside, read).parts,
      span: place,
    };
  };
  if (inner.type === "template_if") {
    const test = named(intro).find(isExpression);
    if (!test) return { kind: "unknown", span };
    const none: Expression = { kind: "literal", value: "", span };
    const then = between(intro, otherwise ?? last);
    const rest = otherwise ? between(otherwise, last) : none;
    return { kind: "if", test: read(test, text, depth), then, otherwise: rest, span };
  }
  const heads = named(intro).filter(child => child.type === "identifier");
  const over = named(intro).find(isExpression);
  const item = heads.at(-1)?.text;
  if (!over || item === undefined) return { kind: "unknown", span };
  const loop: Loop = {
    index: heads.length > 1 ? (heads[0]?.text ?? null) : null,
    item,
    over: read(over, text, depth),
    key: null,
    value: between(intro, last),
    test: null,
    isTemplate: true,
    isGrouped: false,
  };
  return { kind: "for", loop, span };
}
