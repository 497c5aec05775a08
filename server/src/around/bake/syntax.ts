/** The syntax tree of a file in HCL, copied out of the parser's memory: every look at a node there is a call of WebAssembly. */
import type { TreeCursor } from "web-tree-sitter";
import type { Span } from "../../dockerfile/source";

/** Expressions in one another deeper than anybody writes are not read. */
export const DEEPEST = 200;

/** A node of the tree. Offsets are UTF-16 units from 0. */
export interface Syntax {
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  /** It has a name in the grammar: it is no mark like `(`. */
  readonly isNamed: boolean;
  /** The parser has put it there, because the text lacks it. */
  readonly isMissing: boolean;
  readonly children: readonly Syntax[];
  /** The children that have a name. */
  readonly namedChildren: readonly Syntax[];
  readonly text: string;
}

interface Copied extends Syntax {
  readonly children: Copied[];
  readonly namedChildren: Copied[];
}

/** Copies the tree in which a cursor stands at the root. It can be deeper than the stack is high, so nothing calls itself. */
export function copyTree(cursor: TreeCursor, text: string): Syntax {
  const root = copied(cursor, text);
  const parents: Copied[] = [];
  let node = root;
  for (;;) {
    if (cursor.gotoFirstChild()) parents.push(node);
    else
      while (!cursor.gotoNextSibling()) {
        parents.pop();
        if (!cursor.gotoParent()) return root;
      }
    node = copied(cursor, text);
    const parent = parents.at(-1);
    parent?.children.push(node);
    if (node.isNamed) parent?.namedChildren.push(node);
  }
}

function copied(cursor: TreeCursor, text: string): Copied {
  const { startIndex, endIndex } = cursor;
  return {
    type: cursor.nodeType,
    startIndex,
    endIndex,
    isNamed: cursor.nodeIsNamed,
    isMissing: cursor.nodeIsMissing,
    text: text.slice(startIndex, endIndex),
    children: [],
    namedChildren: [],
  };
}

/** The children of a node without comments and punctuation. */
export function named(node: Syntax): Syntax[] {
  return node.namedChildren.filter(child => child.type !== "comment");
}

/** Whether a node is an expression of its own. */
export function isExpression({ type }: Syntax): boolean {
  return type === "expression";
}

/** Where a node stands: offsets in the text. */
export function spanOf({ startIndex, endIndex }: Syntax): Span {
  return { start: startIndex, end: endIndex };
}
