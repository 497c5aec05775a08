/** Bake files in JSON: blocks are objects, and texts are templates of HCL. */
import type { Span } from "../../dockerfile/source";
import { readJson } from "../json";
import { entriesOf } from "../tree";
import type { Tree } from "../tree";
import type { Attribute, BakeFile, Block, Expression } from "./expression";
import type { ReadHcl } from "./hcl";

/** Reads a bake file in JSON; templates in it by the reader of HCL. */
export function readBakeJson(path: string, text: string, readHcl: ReadHcl): BakeFile {
  const { tree, isBroken } = readJson(text);
  const blocks = entriesOf(tree ?? undefined).flatMap(({ key: type, value }): Block[] =>
    entriesOf(value).map(({ key, keySpan, value: inner }) => ({
      type,
      labels: [key],
      span: keySpan,
      labelSpan: keySpan,
      attributes: new Map(
        entriesOf(inner).map(({ key: name, keySpan: nameSpan, value: given }): [string, Attribute] => [
          name,
          { name, nameSpan, value: expressionOf(given, readHcl) },
        ]),
      ),
      blocks: [],
    })),
  );
  return { path, blocks, attributes: new Map(), isBroken };
}

function expressionOf(tree: Tree, readHcl: ReadHcl): Expression {
  const { span } = tree;
  switch (tree.kind) {
    case "map":
      return {
        kind: "object",
        span,
        entries: entriesOf(tree).map(({ key, keySpan, value }) => ({
          key: { kind: "literal", value: key, span: keySpan },
          keySpan,
          value: expressionOf(value, readHcl),
        })),
      };
    case "list":
      return { kind: "tuple", span, items: tree.items.map(item => expressionOf(item, readHcl)) };
    case "scalar":
      return typeof tree.value === "string" && /[$%]\{/.test(tree.value)
        ? templateOf(tree.value, span, readHcl)
        : { kind: "literal", value: tree.value, span };
  }
}

/** A text as a template: read as a heredoc, in which nothing has to be escaped. */
function templateOf(text: string, span: Span, readHcl: ReadHcl): Expression {
  const end = `END_${text.length}`;
  const value = readHcl("", `v = <<${end}\n${text}\n${end}\n`).attributes.get("v")?.value;
  if (value?.kind !== "template") return { kind: "unknown", span };
  const last = value.parts.at(-1);
  const isNewline = last?.kind === "literal" && last.value === "\n";
  const parts = value.parts.flatMap((part, index): Expression[] => {
    if (index < value.parts.length - 1 || part.kind !== "literal") return [part];
    return isNewline ? [] : [{ ...part, value: String(part.value).replace(/\n$/, "") }];
  });
  const [only] = parts;
  const expression: Expression = parts.length === 1 && only ? only : { kind: "template", parts, span };
  return withSpan(expression, span) as Expression;
}

/** The same with one place for all of it. */
function withSpan(value: unknown, span: Span): unknown {
  if (Array.isArray(value)) return value.map(each => withSpan(each, span));
  if (typeof value !== "object" || value === null) return value;
  const { start, end } = value as { start?: unknown; end?: unknown };
  if (typeof start === "number" && typeof end === "number") return span;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withSpan(each, span)]));
}
