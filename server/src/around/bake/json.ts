/** Bake files in JSON: blocks are objects, and texts are templates of HCL. */
import type { Span } from "../../dockerfile/source";
import type { FilledText } from "../encoding/filledText";
import { filledText } from "../encoding/filledText";
import { escapeHcl } from "../encoding/hclText";
import type { HoleValue } from "../encoding/hclText";
import { jsonText } from "../encoding/jsonText";
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
          { name, nameSpan, value: expressionOf(given, text, readHcl) },
        ]),
      ),
      blocks: [],
    })),
  );
  return { path, blocks, attributes: new Map(), isBroken };
}

function expressionOf(tree: Tree, source: string, readHcl: ReadHcl): Expression {
  const { span } = tree;
  const inside = (each: Tree) => expressionOf(each, source, readHcl);
  switch (tree.kind) {
    case "map":
      return {
        kind: "object",
        span,
        entries: entriesOf(tree).map(({ key, keySpan, value }) => ({
          key: { kind: "literal", value: key, span: keySpan },
          keySpan,
          value: inside(value),
        })),
      };
    case "list":
      return { kind: "tuple", span, items: tree.items.map(inside) };
    case "scalar":
      if (typeof tree.value !== "string") return { kind: "literal", value: tree.value, span };
      return {
        ...(/[$%]\{/.test(tree.value)
          ? templateOf(tree.value, span, readHcl)
          : { kind: "literal", value: tree.value, span }),
        writing: valueOf => {
          const text = jsonText(source, span.start);
          return (
            text && filledText(text, { decode: each => decoded(each, readHcl, valueOf), escape: escapeHcl })
          );
        },
      };
  }
}

/** A text read as a heredoc, in which nothing has to be escaped. */
function heredocOf(
  text: string,
  readHcl: ReadHcl,
): { readonly value: Expression | undefined; readonly start: number } {
  const end = `END_${text.length}`;
  const head = `v = <<${end}\n`;
  return { value: readHcl("", `${head}${text}\n${end}\n`).attributes.get("v")?.value, start: head.length };
}

/** A text with what is filled in, without the newline that a heredoc adds. */
function decoded(
  text: string,
  readHcl: ReadHcl,
  valueOf: (fill: Expression) => HoleValue,
): FilledText | null {
  const { value, start } = heredocOf(text, readHcl);
  const found = value?.kind === "template" ? value.writing?.(valueOf) : null;
  if (!found) return null;
  const { text: whole, starts, ends } = found.decoded;
  // A hole at the end may have taken the added newline.
  const length = starts[whole.length - 1] === start + text.length ? whole.length - 1 : whole.length;
  return {
    decoded: {
      text: whole.slice(0, length),
      starts: [...starts.slice(0, length).map(at => at - start), text.length],
      ends: ends.slice(0, length).map(at => at - start),
    },
    filled: found.filled,
  };
}

function templateOf(text: string, span: Span, readHcl: ReadHcl): Expression {
  const { value } = heredocOf(text, readHcl);
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
