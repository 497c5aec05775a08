/** JSON, with comments and trailing commas, as a tree. */
import { parseTree } from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";
import { jsonText } from "./encoding/jsonText";
import type { Entry, Tree } from "./tree";
import { LONGEST_FILE } from "./files";
import { isNestedDeeply } from "../shared/nesting";

/** What is read of JSON. */
export interface JsonFile {
  /** Null where nothing of it is JSON. */
  readonly tree: Tree | null;
  readonly isBroken: boolean;
  /** The offset of the first fault; 0 where there is none, and of a text that is not read at all. */
  readonly brokenAt: number;
}

const UNREAD: JsonFile = { tree: null, isBroken: true, brokenAt: 0 };

/** Reads JSON. Any text is read, as far as it goes. */
export function readJson(text: string): JsonFile {
  if (text.length > LONGEST_FILE || isNestedDeeply(text)) return UNREAD;
  try {
    const errors: ParseError[] = [];
    const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
    return {
      tree: root ? treeOf(root, text) : null,
      isBroken: errors.length > 0,
      brokenAt: errors[0]?.offset ?? 0,
    };
  } catch {
    // Nested more deeply than the stack is high.
    return UNREAD;
  }
}

function treeOf(node: Node, text: string): Tree {
  const span = { start: node.offset, end: node.offset + node.length };
  if (node.type === "array")
    return { kind: "list", items: (node.children ?? []).map(child => treeOf(child, text)), span, tag: null };
  if (node.type === "object") {
    const entries = new Map<string, Entry>();
    for (const { children: [key, value] = [] } of node.children ?? []) {
      if (!key || !value) continue;
      const name = String(key.value);
      const keySpan = { start: key.offset + 1, end: key.offset + key.length - 1 };
      entries.set(name, { key: name, keySpan, value: treeOf(value, text) });
    }
    return { kind: "map", entries, span, tag: null };
  }
  const value = node.value as string | number | boolean | null;
  const content = value === null ? "" : String(value);
  const inner =
    node.type === "string"
      ? {
          start: span.start + 1,
          end: Math.max(span.end - (text[span.end - 1] === '"' ? 1 : 0), span.start + 1),
        }
      : span;
  const written = () => (typeof value === "string" ? jsonText(text, inner.start) : null);
  return { kind: "scalar", value, text: content, span: inner, tag: null, written };
}
