/** What YAML and JSON have in common: maps, lists and scalars, each with its place. Nothing of it knows what it describes. */
import type { MappedText, Span } from "../dockerfile/source";

/** A node of a file. Nodes that aliases name are the same object wherever they are named. */
export type Tree = MapTree | ListTree | ScalarTree;

export interface MapTree {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, Entry>;
  readonly span: Span;
  /** A tag as `!reset`; null for none. */
  readonly tag: string | null;
}

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Tree;
}

export interface ListTree {
  readonly kind: "list";
  readonly items: readonly Tree[];
  readonly span: Span;
  readonly tag: string | null;
}

export interface ScalarTree {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** The value as text; empty for null. */
  readonly text: string;
  /** What stands between the quotes. */
  readonly span: Span;
  readonly tag: string | null;
  /** The text with the place of each of its characters in the file. */
  readonly mapped: () => MappedText;
}

/** What a map has under a key, or a path of keys; undefined where there is nothing. */
export function at(tree: Tree | undefined, ...keys: readonly string[]): Tree | undefined {
  return keys.reduce<Tree | undefined>((node, key) => entryOf(node, key)?.value, tree);
}

/** The entry of a map. */
export function entryOf(tree: Tree | undefined, key: string): Entry | undefined {
  return tree?.kind === "map" ? tree.entries.get(key) : undefined;
}

/** The entries of a map, in order; none for anything else. */
export function entriesOf(tree: Tree | undefined): Entry[] {
  return tree?.kind === "map" ? [...tree.entries.values()] : [];
}

/** The items of a list; none for anything else. */
export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === "list" ? tree.items : [];
}

/** A scalar that is not null. */
export function scalarOf(tree: Tree | undefined): ScalarTree | undefined {
  return tree?.kind === "scalar" && tree.value !== null ? tree : undefined;
}

/** The scalars of a list, or the one that stands in place of it. */
export function scalarsOf(tree: Tree | undefined): ScalarTree[] {
  const nodes = tree?.kind === "list" ? tree.items : tree ? [tree] : [];
  return nodes.flatMap(node => scalarOf(node) ?? []);
}

/**
 * A scalar's text with the place of each character, found by going through its source: white space that was folded, indents and
 * escapes are left out. `isEscaped` says that a backslash of the source stands for one character with what follows it.
 */
export function alignText(text: string, source: string, span: Span, isEscaped: boolean): MappedText {
  if (source.slice(span.start, span.end) === text) return { text, offsets: span.start };
  const offsets: number[] = [];
  let place = span.start;
  for (const char of text) {
    const isBlank = char === "\n" || char === " ";
    let next = place;
    while (next < span.end && !fits(char, source, next, isEscaped)) {
      // White space may have been folded away altogether; anything else is looked for.
      if (isBlank && !/\s/.test(source[next] ?? "")) break;
      next++;
    }
    for (let unit = 0; unit < char.length; unit++) offsets.push(Math.min(next + unit, span.end));
    place = isEscaped && source[next] === "\\" ? next + 2 : next + char.length;
    if (isBlank && !/\s/.test(source[next] ?? "") && source[next] !== "\\") place = next;
  }
  return { text, offsets };
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

function fits(char: string, source: string, at: number, isEscaped: boolean): boolean {
  if (isEscaped && source[at] === "\\") {
    const escaped = source[at + 1] ?? "";
    return (ESCAPES[escaped] ?? escaped) === char;
  }
  return source.startsWith(char, at) || (char === " " && /\s/.test(source[at] ?? ""));
}
