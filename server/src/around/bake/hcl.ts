/** HCL read by tree-sitter, into blocks and expressions. */
import { Language, Parser } from "web-tree-sitter";
import { LONGEST_FILE } from "../files";
import { expressionOf, textOfLabel } from "./hclExpression";
import type { Attribute, BakeFile, Block } from "./expression";
import { copyTree } from "./syntax";
import type { Syntax } from "./syntax";

/** Reads a file of bake. */
export type ReadHcl = (path: string, text: string) => BakeFile;

/** Makes the reader from its two parts of WebAssembly: the library and the grammar of HCL. */
export async function createHclReader(library: Uint8Array, grammar: Uint8Array): Promise<ReadHcl> {
  // Nothing is looked for beside the program: the bytes are here.
  await Parser.init({ wasmBinary: library, locateFile: (name: string) => name });
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return (path, text) => {
    const tree = text.length > LONGEST_FILE ? null : parser.parse(text);
    if (!tree) return { path, blocks: [], attributes: new Map(), isBroken: true };
    const cursor = tree.walk();
    try {
      const root = copyTree(cursor, text);
      const body = root.namedChildren.find(child => child.type === "body");
      return { path, ...bodyOf(body ?? root, text, 0), isBroken: tree.rootNode.hasError };
    } finally {
      cursor.delete();
      tree.delete();
    }
  };
}

/** Blocks in one another deeper than this are not read. */
const DEEPEST = 10;

function bodyOf(
  body: Syntax,
  text: string,
  depth: number,
): { blocks: Block[]; attributes: Map<string, Attribute> } {
  const blocks: Block[] = [];
  const attributes = new Map<string, Attribute>();
  const visit = (node: Syntax) => {
    for (const child of node.namedChildren) {
      if (child.type === "attribute") {
        const [name, value] = child.namedChildren;
        if (!name || !value) continue;
        const nameSpan = { start: name.startIndex, end: name.endIndex };
        attributes.set(name.text, { name: name.text, nameSpan, value: expressionOf(value, text) });
      } else if (child.type === "block" && depth < DEEPEST) {
        const block = blockOf(child, text, depth);
        if (block) blocks.push(block);
        // What stands around a place that cannot be read is read all the same.
      } else if (child.type === "ERROR") visit(child);
    }
  };
  visit(body);
  return { blocks, attributes };
}

function blockOf(node: Syntax, text: string, depth: number): Block | null {
  const [type] = node.namedChildren;
  if (type?.type !== "identifier") return null;
  const labels = node.namedChildren.filter(
    child => child !== type && (child.type === "string_lit" || child.type === "identifier"),
  );
  const last = labels.at(-1) ?? type;
  const isQuoted = last.type === "string_lit";
  const inside = node.namedChildren.find(child => child.type === "body");
  return {
    type: type.text,
    labels: labels.map(textOfLabel),
    span: { start: type.startIndex, end: last.endIndex },
    labelSpan: isQuoted
      ? { start: last.startIndex + 1, end: last.endIndex - 1 }
      : { start: last.startIndex, end: last.endIndex },
    ...(inside ? bodyOf(inside, text, depth + 1) : { blocks: [], attributes: new Map<string, Attribute>() }),
  };
}
