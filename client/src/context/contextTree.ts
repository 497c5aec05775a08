/** The files of a build context as a tree, with their sizes: what a builder can have, and what an ignore file leaves out. */
import { lstat, readdir, readlink } from "node:fs/promises";
import * as path from "node:path";
import {
  contextFilter,
  type ContextDecision,
  type ContextPattern,
} from "../../../server/src/shared/contextFilter";

export interface ContextNode {
  name: string;
  /** From the context, with slashes; empty for the context. */
  path: string;
  kind: "file" | "folder" | "link";
  /** Where a link leads, as it is written. */
  target?: string;
  /** The pattern that leaves it out; undefined where nothing does. */
  ignoredBy: ContextPattern | undefined;
  /** Of all that is kept in it, in bytes, and how many files that are. */
  bytes: number;
  files: number;
  /** Of all that is left out in it, as far as it was read. */
  ignoredBytes: number;
  /** Of a folder, the largest first; undefined where nobody looked into it. */
  children: ContextNode[] | undefined;
}

export interface ContextTree {
  root: ContextNode;
  /** There were more files than are read. */
  isCut: boolean;
}

export interface ReadOptions {
  /** Look into what is left out, too: a `node_modules` takes its time. */
  withIgnored: boolean;
  signal?: AbortSignal;
  most?: number;
}

export const MOST_FILES = 300_000;
/** Files that are asked for at the same time. */
const AT_ONCE = 64;

/** Reads a folder under the patterns of an ignore file's text. What cannot be read is left out: the builder will say so. */
export async function readContextTree(
  root: string,
  ignoreText: string,
  { withIgnored, signal, most = MOST_FILES }: ReadOptions,
): Promise<ContextTree> {
  const filter = contextFilter(ignoreText);
  let left = most;

  async function readFolder(at: string, decision: ContextDecision | null): Promise<ContextNode[]> {
    const names = await readdir(path.join(root, at)).catch((): string[] => []);
    const nodes: ContextNode[] = [];
    for (let start = 0; start < names.length; start += AT_ONCE) {
      if (signal?.aborted) return nodes;
      const some = names.slice(start, start + AT_ONCE).map(name => {
        const own = at === "" ? name : `${at}/${name}`;
        return nodeAt(name, own, filter.decide(own, decision));
      });
      for (const node of await Promise.all(some)) if (node && left-- > 0) nodes.push(node.node);
      for (const { node, decision: own } of (await Promise.all(some)).flatMap(each => each ?? [])) {
        const isOpened = !own.isIgnored || withIgnored || filter.mayKeepBelow(node.path);
        if (node.kind !== "folder" || !isOpened || left <= 0) continue;
        node.children = await readFolder(node.path, own);
        for (const child of node.children) add(node, child);
      }
    }
    return nodes.sort(
      (a, b) => b.bytes + b.ignoredBytes - (a.bytes + a.ignoredBytes) || (a.name < b.name ? -1 : 1),
    );
  }

  async function nodeAt(
    name: string,
    at: string,
    decision: ContextDecision,
  ): Promise<{ node: ContextNode; decision: ContextDecision } | undefined> {
    try {
      const file = path.join(root, at);
      const stat = await lstat(file);
      const isFolder = stat.isDirectory();
      const bytes = isFolder ? 0 : stat.size;
      const ignoredBy = decision.isIgnored ? (decision.by ?? undefined) : undefined;
      const isKept = ignoredBy === undefined;
      const counted = {
        bytes: isKept ? bytes : 0,
        files: isKept && !isFolder ? 1 : 0,
        ignoredBytes: isKept ? 0 : bytes,
      };
      const node: ContextNode = {
        ...{ name, path: at, ignoredBy, ...counted, children: undefined },
        ...(stat.isSymbolicLink()
          ? { kind: "link", target: await readlink(file) }
          : { kind: isFolder ? "folder" : "file" }),
      };
      return { node, decision };
    } catch {
      return undefined;
    }
  }

  const children = await readFolder("", null);
  const empty = { ignoredBy: undefined, bytes: 0, files: 0, ignoredBytes: 0 };
  const tree: ContextNode = { name: "", path: "", kind: "folder", ...empty, children };
  for (const child of children) add(tree, child);
  return { root: tree, isCut: left <= 0 };
}

function add(folder: ContextNode, { bytes, files, ignoredBytes }: ContextNode): void {
  folder.bytes += bytes;
  folder.files += files;
  folder.ignoredBytes += ignoredBytes;
}
