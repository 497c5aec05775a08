/** An expression of HCL, from the tree of its grammar. */
import type { Span } from "../../dockerfile/source";
import { unescapeHcl } from "../encoding/hclTemplate";
import type { Expression, Loop, ObjectEntry } from "./expression";
import { templateOf } from "./hclTemplates";
import { DEEPEST, isExpression, named, spanOf } from "./syntax";
import type { Syntax } from "./syntax";

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
      return templateOf(node, text, depth, true, expressionOf);
    case "heredoc_template":
      return templateOf(node, text, depth, false, expressionOf);
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
