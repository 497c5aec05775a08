/** YAML as a tree, with anchors and merges (`<<`) resolved. */
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from "yaml";
import type { Document, Node, Scalar } from "yaml";
import { LONGEST_FILE } from "./files";
import { isNestedDeeply } from "../shared/nesting";
import type { InlineText } from "./encoding/inlineText";
import { blockText, flowText } from "./encoding/yamlText";
import { createMerges } from "./mergedEntries";
import type { Budget } from "./mergedEntries";
import type { Entry, MapTree, Tree } from "./tree";
import type { FlowStyle } from "./encoding/yamlScalar";
import type { Span } from "../dockerfile/source";

/** A YAML file: the documents in it, and whether some of it could not be read. */
export interface YamlFile {
  readonly documents: readonly Tree[];
  readonly isBroken: boolean;
  /** The offset of the first fault; 0 where there is none, and of a text that is not read at all. */
  readonly brokenAt: number;
  /**
   * Whether more than anybody writes was copied of what merges (`<<`) give, by now: maps that were gone through after that have nothing
   * of it.
   */
  readonly isCut: () => boolean;
}

const UNREAD: YamlFile = { documents: [], isBroken: true, brokenAt: 0, isCut: () => false };
/** So many entries that merges give are copied: without a limit, a map of thousands costs its size in each of thousands that are gone through. */
export const MOST_MERGED = 500_000;

/** Reads YAML. Any text is read, as far as it goes; aliases cost nothing, whatever they name. */
export function readYaml(text: string): YamlFile {
  if (text.length > LONGEST_FILE || isNestedDeeply(text)) return UNREAD;
  try {
    const options = { strict: false, uniqueKeys: false, logLevel: "silent", prettyErrors: false } as const;
    const documents = [...parseAllDocuments(text, options)] as Document.Parsed[];
    const budget = { left: MOST_MERGED };
    return {
      documents: documents.flatMap(({ contents }) => (contents ? [treeOf(contents, text, budget)] : [])),
      isBroken: documents.some(({ errors }) => errors.length > 0),
      brokenAt: documents.flatMap(({ errors }) => errors)[0]?.pos[0] ?? 0,
      isCut: () => budget.left < 0,
    };
  } catch {
    // Nested more deeply than the stack is high.
    return UNREAD;
  }
}

function treeOf(root: Node, text: string, budget: Budget): Tree {
  const anchors = new Map<string, Tree>();
  const merges = createMerges(budget);
  const nothing = (node: Node | null | undefined, at = 0): Tree =>
    scalar(null, "", spanOf(node, { start: at, end: at }), null, () => null);

  /** `outer` is the column of what holds the node, of which blocks count their indent; -1 for the root. */
  function convert(node: unknown, at: number, outer: number): Tree {
    if (isAlias(node)) return anchors.get(node.source) ?? nothing(node);
    let tree: Tree;
    if (isMap(node)) tree = mapOf(node.items, spanOf(node), node.tag ?? null);
    else if (isSeq(node)) {
      const { start } = spanOf(node);
      const items = node.items.map(item => convert(item, start, columnOf(text, start)));
      tree = { kind: "list", items, span: spanOf(node), tag: ownTag(node.tag) };
    } else if (isScalar(node)) tree = ofScalar(node, text, outer);
    else return nothing(null, at);
    const { anchor } = node as { anchor?: string };
    if (anchor) anchors.set(anchor, tree);
    return tree;
  }

  function mapOf(
    items: readonly { key: unknown; value: unknown }[],
    span: Span,
    tag: string | null,
  ): MapTree {
    const own = new Map<string, Entry>();
    const merged: MapTree[] = [];
    for (const { key, value } of items) {
      if (!isScalar(key)) continue;
      const keySpan = contentSpan(key, text);
      const name = key.source ?? textOfKey(key.value);
      const tree = convert(value, keySpan.end, keyColumn(text, spanOf(key).start));
      if (name === "<<" && key.type === "PLAIN")
        merged.push(
          ...(tree.kind === "list" ? tree.items : [tree]).flatMap(each =>
            each.kind === "map" ? [each] : [],
          ),
        );
      else own.set(name, { key: name, keySpan, value: tree });
    }
    if (merged.length === 0) return { kind: "map", entries: own, span, tag: ownTag(tag) };
    const entries = merges.merged(
      own,
      merged.map(map => map.entries),
    );
    return { kind: "map", entries, span, tag: ownTag(tag) };
  }

  return convert(root, 0, -1);
}

function ofScalar(node: Scalar, text: string, outer: number): Tree {
  const { value } = node;
  const known =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  const isString = typeof known === "string";
  const span = contentSpan(node, text);
  const content = known === null ? "" : isString ? (foldedText(node, span, text) ?? known) : String(known);
  const written = () => (isString ? writtenOf(node, content, span, text, outer) : null);
  return scalar(known, content, span, node.tag ?? null, written);
}

function scalar(
  value: string | number | boolean | null,
  content: string,
  span: Span,
  tag: string | null,
  written: () => InlineText | null,
): Tree {
  return { kind: "scalar", value, text: content, span, tag: ownTag(tag), written };
}

/** The text of a scalar of several lines that is no block: the parser (2.9.1) reads a line that ends in `\\` and `\r\n` otherwise. */
function foldedText(node: Scalar, { start, end }: Span, text: string): string | null {
  const style = flowStyleOf(node);
  if (!style || !text.slice(start, end).includes("\n")) return null;
  const flow = flowText(text, start, style, end);
  return flow?.span.end === end ? flow.decoded.text : null;
}

function flowStyleOf({ type }: Scalar): FlowStyle | null {
  if (type === "QUOTE_DOUBLE") return "double";
  if (type === "QUOTE_SINGLE") return "single";
  return type === "PLAIN" ? "plain" : null;
}

/** How a scalar is written; null where the file is broken there, so that it would be another text. */
function writtenOf(
  node: Scalar,
  content: string,
  { start, end }: Span,
  text: string,
  outer: number,
): InlineText | null {
  if (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED") {
    const digit = /^[|>][-+]?([1-9])/.exec(text.slice(spanOf(node).start, start))?.[1];
    const block = blockText(text, start, {
      isFolded: node.type === "BLOCK_FOLDED",
      indent: digit === undefined ? null : Math.max(outer, 0) + Number(digit),
      leastIndent: outer + 1,
    });
    return block.decoded.text.trimEnd() === content.trimEnd() ? block : null;
  }
  const style = flowStyleOf(node);
  const flow = style && flowText(text, start, style, end);
  return flow?.decoded.text === content ? flow : null;
}

/** The column of a key; of one that is marked (`? key`) that of the mark. */
function keyColumn(text: string, start: number): number {
  let before = start - 1;
  while (text[before] === " ") before--;
  return columnOf(text, text[before] === "?" ? before : start);
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** Tags of the application; those of YAML itself say nothing. */
function ownTag(tag: string | null | undefined): string | null {
  return tag?.startsWith("!") ? tag : null;
}

function spanOf(node: Node | null | undefined, otherwise: Span = { start: 0, end: 0 }): Span {
  return node?.range ? { start: node.range[0], end: node.range[1] } : otherwise;
}

/** The span of a scalar without its quotes, and of a block without its head. */
function contentSpan(node: Scalar, text: string): Span {
  const { start, end } = spanOf(node);
  if (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE") {
    const isClosed = end - start > 1 && text[end - 1] === text[start];
    return { start: start + 1, end: isClosed ? end - 1 : Math.max(end, start + 1) };
  }
  if (node.type !== "BLOCK_LITERAL" && node.type !== "BLOCK_FOLDED") return { start, end };
  const newline = text.indexOf("\n", start);
  return { start: newline === -1 || newline >= end ? end : newline + 1, end };
}

function textOfKey(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}
