/** What GitLab makes of a file before it runs its jobs: `extends` and `!reference`. */
import { at, scalarsOf } from "../tree";
import type { Entry, MapTree, Tree } from "../tree";

/** Jobs that extend one another further than this, and references in one another, are left as they are. */
const DEEPEST = 10;
/** What all jobs of a file have of others, in entries. */
const MOST_ENTRIES = 100_000;

/** Whether a file is one of GitLab, by its path. */
export function isGitlabFile(path: string): boolean {
  return /\/\.gitlab(?:-ci[\w.-]*\.ya?ml$|\/)/.test(path);
}

/** A file in which each job has what it extends, and in place of each reference what that names. */
export function withJobs(document: Tree): Tree {
  if (document.kind !== "map") return document;
  let left = MOST_ENTRIES;

  function job(tree: Tree, depth: number): Tree {
    if (tree.kind !== "map") return tree;
    const bases = depth > DEEPEST ? [] : scalarsOf(at(tree, "extends"));
    const inherited = bases.flatMap(({ text }) => {
      const base = at(document, text);
      return base?.kind === "map" && base !== tree ? [job(base, depth + 1)] : [];
    });
    return [...inherited, tree].reduce((under, over) => merged(under, over));
  }

  /** Maps are merged key by key, all else is replaced. */
  function merged(under: Tree, over: Tree): Tree {
    if (under.kind !== "map" || over.kind !== "map" || (left -= under.entries.size) < 0) return over;
    const entries = new Map<string, Entry>(under.entries);
    for (const [key, entry] of over.entries) {
      const before = under.entries.get(key);
      entries.set(key, before ? { ...entry, value: merged(before.value, entry.value) } : entry);
    }
    return { ...over, entries };
  }

  function referenced(tree: Tree, depth: number): Tree {
    if (depth > DEEPEST || --left < 0) return tree;
    if (tree.kind === "list") {
      if (tree.tag === "!reference") {
        const to = at(document, ...scalarsOf(tree).map(({ text }) => text));
        return to && to !== tree ? referenced(to, depth + 1) : tree;
      }
      if (!tree.items.some(({ kind }) => kind === "list")) return tree;
      return { ...tree, items: tree.items.map(item => referenced(item, depth + 1)) };
    }
    if (tree.kind !== "map") return tree;
    return withEntries(tree, value => referenced(value, depth + 1));
  }

  return withEntries(document, value => referenced(job(value, 0), 0));
}

function withEntries(tree: MapTree, change: (value: Tree) => Tree): MapTree {
  const entries = new Map(
    [...tree.entries].map(([key, entry]) => [key, { ...entry, value: change(entry.value) }]),
  );
  return { ...tree, entries };
}
