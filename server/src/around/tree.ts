/** What YAML and JSON have in common: maps, lists and scalars, each with its place. Nothing of it knows what it describes. */
import type { MappedText, Span } from "../dockerfile/source";
import type { InlineText } from "./encoding/inlineText";

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
  /** How the text is written in the file; null where that is not known, as of a number. */
  readonly written: () => InlineText | null;
}

/** The text of a scalar with the place of each of its characters in the file; the beginning of it where that is not known. */
export function mappedOf({ text, span, written }: ScalarTree): MappedText {
  const decoded = written()?.decoded;
  const offsets = Array.from(text, (_, index) => decoded?.starts[index] ?? span.start);
  return { text, offsets };
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
