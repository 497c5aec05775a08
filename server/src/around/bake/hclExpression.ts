/** An expression of HCL, from the tree of its grammar. */
import type { Span } from "../../dockerfile/source";
import { hclText } from "../encoding/hclText";
import { decodeHcl, unescapeHcl } from "../encoding/hclTemplate";
import type { HclStyle } from "../encoding/hclTemplate";
import type { Expression, Loop, ObjectEntry, Writing } from "./expression";
import type { Syntax } from "./syntax";

/** Expressions in one another deeper than anybody writes are not read. */
const DEEPEST = 200;

/** The expression that a node is. Never throws: what cannot be read is unknown. */
export function expressionOf(node: Syntax, text: string, depth = 0): Expression {
  const span = spanOf(node);
  if (depth > DEEPEST || node.type === "ERROR" || node.isMissing) return { kind: "unknown", span };
  const read = (child: Syntax) => expressionOf(child, text, depth + 1);
  switch (node.type) {
    case "expression":
      return chain(node, text, depth);
    case "literal_value":
    case "collection_value":
    case "for_expr":
    case "operation": {
      const [child] = named(node);
      return child ? read(child) : { kind: "unknown", span };
    }
    case "string_lit":
    case "quoted_template":
      return template(node, text, depth, true);
    case "heredoc_template":
      return template(node, text, depth, false);
    case "template_expr": {
      const [child] = named(node);
      return child ? read(child) : { kind: "unknown", span };
    }
    case "numeric_lit":
      return { kind: "literal", value: Number(node.text), span };
    case "bool_lit":
      return { kind: "literal", value: node.text === "true", span };
    case "null_lit":
      return { kind: "literal", value: null, span };
    case "variable_expr":
      return { kind: "variable", name: node.text, span };
    case "function_call":
      return call(node, text, depth);
    case "tuple":
      return { kind: "tuple", items: named(node).filter(isExpression).map(read), span };
    case "object":
      return { kind: "object", entries: objectEntries(node, text, depth), span };
    case "for_tuple_expr":
    case "for_object_expr":
      return forExpression(node, text, depth);
    case "conditional": {
      const [test, then, otherwise] = named(node).map(read);
      return test && then && otherwise
        ? { kind: "if", test, then, otherwise, span }
        : { kind: "unknown", span };
    }
    case "unary_operation":
    case "binary_operation":
      return operation(node, text, depth);
    default:
      return { kind: "unknown", span };
  }
}

/** The text of a block's label. */
export function textOfLabel(node: Syntax): string {
  return node.type === "string_lit" ? unescapeHcl(node.text.slice(1, -1)) : node.text;
}

/** A term with what follows it: attributes, indexes, splats; or an expression in brackets. */
function chain(node: Syntax, text: string, depth: number): Expression {
  return joined(
    node.children.filter(child => child.type !== "comment"),
    spanOf(node),
    text,
    depth,
  );
}

function joined(children: readonly Syntax[], span: Span, text: string, depth: number): Expression {
  let found: Expression | null = null;
  for (const [index, child] of children.entries()) {
    if (child.type === "get_attr") found = found && attribute(found, child);
    else if (child.type === "index") found = found && indexed(found, child, text, depth);
    else if (child.type === "splat") {
      const [inner] = named(child);
      const keys = (inner ? named(inner) : []).map(key => keyOf(key, text, depth));
      return found ? { kind: "splat", of: found, keys, span } : { kind: "unknown", span };
    } else if (child.type !== "(" && child.type !== ")")
      found = found
        ? { kind: "unknown", span: spanOf(children[index] ?? child) }
        : expressionOf(child, text, depth + 1);
  }
  return found ?? { kind: "unknown", span };
}

function attribute(of: Expression, node: Syntax): Expression {
  return { kind: "index", of, key: keyOf(node, "", 0), span: { start: of.span.start, end: node.endIndex } };
}

function indexed(of: Expression, node: Syntax, text: string, depth: number): Expression {
  return {
    kind: "index",
    of,
    key: keyOf(node, text, depth),
    span: { start: of.span.start, end: node.endIndex },
  };
}

function keyOf(node: Syntax, text: string, depth: number): Expression {
  const span = spanOf(node);
  if (node.type === "get_attr") return { kind: "literal", value: node.text.replace(/^\./, ""), span };
  const [inner] = named(node);
  if (inner?.type === "legacy_index") return { kind: "literal", value: Number(inner.text.slice(1)), span };
  const key = inner && named(inner)[0];
  return key ? expressionOf(key, text, depth + 1) : { kind: "unknown", span };
}

function template(node: Syntax, text: string, depth: number, isQuoted: boolean): Expression {
  const span = spanOf(node);
  const all = node.children;
  if (isQuoted) {
    const end = all.at(-1)?.type === "quoted_template_end" ? (all.at(-1)?.startIndex ?? span.end) : span.end;
    const written = templateIn(all, { start: span.start + 1, end }, text, depth, "quoted");
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
  return { kind: "template", span, ...templateIn(all, body, text, depth, style, closing?.text) };
}

/** What stands between two places: texts and what is filled in, with how it is written. */
function templateIn(
  children: readonly Syntax[],
  body: Span,
  text: string,
  depth: number,
  style: HclStyle,
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
      ? expressionOf(inner, text, depth + 1)
      : directive(child, text, depth + 1, style);
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
function directive(node: Syntax, text: string, depth: number, style: HclStyle): Expression {
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
    return { kind: "template", parts: templateIn(children, place, text, depth, inside).parts, span: place };
  };
  if (inner.type === "template_if") {
    const test = named(intro).find(isExpression);
    if (!test) return { kind: "unknown", span };
    const none: Expression = { kind: "literal", value: "", span };
    const then = between(intro, otherwise ?? last);
    const rest = otherwise ? between(otherwise, last) : none;
    return { kind: "if", test: expressionOf(test, text, depth), then, otherwise: rest, span };
  }
  const heads = named(intro).filter(child => child.type === "identifier");
  const over = named(intro).find(isExpression);
  const item = heads.at(-1)?.text;
  if (!over || item === undefined) return { kind: "unknown", span };
  const loop: Loop = {
    index: heads.length > 1 ? (heads[0]?.text ?? null) : null,
    item,
    over: expressionOf(over, text, depth),
    key: null,
    value: between(intro, last),
    test: null,
    isTemplate: true,
    isGrouped: false,
  };
  return { kind: "for", loop, span };
}

function call(node: Syntax, text: string, depth: number): Expression {
  const [name] = named(node);
  const list = named(node).find(child => child.type === "function_arguments");
  const args = list ? named(list) : [];
  return {
    kind: "call",
    name: name?.text ?? "",
    args: args.filter(isExpression).map(arg => expressionOf(arg, text, depth + 1)),
    isSpread: args.some(arg => arg.type === "ellipsis"),
    span: spanOf(node),
  };
}

function objectEntries(node: Syntax, text: string, depth: number): ObjectEntry[] {
  return named(node).flatMap((element): ObjectEntry[] => {
    if (element.type !== "object_elem") return [];
    const [keyNode, valueNode] = named(element).filter(isExpression);
    if (!keyNode || !valueNode) return [];
    const key = expressionOf(keyNode, text, depth + 1);
    const isBracketed =
      element.children.find(child => child.type === "(") !== undefined || keyNode.text.startsWith("(");
    const keySpan =
      text[key.span.start] === '"' ? { start: key.span.start + 1, end: key.span.end - 1 } : key.span;
    // A name alone is a text, not a variable.
    const isName = key.kind === "variable" && !isBracketed;
    return [
      {
        key: isName ? { kind: "literal", value: key.name, span: key.span } : key,
        keySpan,
        value: expressionOf(valueNode, text, depth + 1),
      },
    ];
  });
}

function forExpression(node: Syntax, text: string, depth: number): Expression {
  const span = spanOf(node);
  const children = named(node);
  const intro = children.find(child => child.type === "for_intro");
  const heads = intro ? named(intro).filter(child => child.type === "identifier") : [];
  const over = intro && named(intro).find(isExpression);
  const values = children.filter(isExpression).map(child => expressionOf(child, text, depth + 1));
  const condition = children.find(child => child.type === "for_cond");
  const test = condition && named(condition).find(isExpression);
  const isObject = node.type === "for_object_expr";
  const [first, second] = values;
  const value = isObject ? second : first;
  const item = heads.at(-1)?.text;
  if (!over || item === undefined || !value) return { kind: "unknown", span };
  const loop: Loop = {
    index: heads.length > 1 ? (heads[0]?.text ?? null) : null,
    item,
    over: expressionOf(over, text, depth + 1),
    key: isObject ? (first ?? null) : null,
    value,
    test: test ? expressionOf(test, text, depth + 1) : null,
    isTemplate: false,
    isGrouped: children.some(child => child.type === "ellipsis"),
  };
  return { kind: "for", loop, span };
}

/** Operands are no expressions in the grammar, but a term and what follows it, side by side. */
function operation(node: Syntax, text: string, depth: number): Expression {
  const span = spanOf(node);
  const children = node.children.filter(child => child.type !== "comment");
  const isOperator = (child: Syntax) => !child.isNamed && child.type !== "(" && child.type !== ")";
  const part = (nodes: readonly Syntax[]): Expression => {
    const [first] = nodes;
    const last = nodes.at(-1);
    if (!first || !last) return { kind: "unknown", span };
    return joined(nodes, { start: first.startIndex, end: last.endIndex }, text, depth + 1);
  };
  const at = children.findIndex(isOperator);
  const operator = children[at]?.type ?? "";
  if (node.type === "unary_operation")
    return { kind: "unary", operator, operand: part(children.slice(at + 1)), span };
  return {
    kind: "binary",
    operator,
    left: part(children.slice(0, at)),
    right: part(children.slice(at + 1)),
    span,
  };
}

function named(node: Syntax): Syntax[] {
  return node.namedChildren.filter(child => child.type !== "comment");
}

function isExpression({ type }: Syntax): boolean {
  return type === "expression";
}

function spanOf({ startIndex, endIndex }: Syntax): Span {
  return { start: startIndex, end: endIndex };
}
