/** The paths that are known of the file system of a stage, while it is put together and when it is asked. */
import { isWithin } from "./paths";
import type { LinkedStage } from "../analysis/linkedStages";
import type { LogicalLine } from "../../dockerfile/logicalLines";

/** `known`: a build that passes has it there. `guessed`: a command is likely to make it, or a folder to have it. */
export type Certainty = "known" | "guessed";

export interface StagePath {
  /** Absolute, without `.`, `..` and a slash at its end. */
  readonly path: string;
  /** Null where the file does not say. */
  readonly kind: "file" | "folder" | null;
  readonly certainty: Certainty;
  /** The instruction that puts it there. */
  readonly line: LogicalLine;
}

/** A folder of the build context whose content is copied. */
export interface CopiedFolder {
  /** Where it is in the stage. */
  readonly path: string;
  /** Where it is in the context, from `/`. */
  readonly folder: string;
  readonly certainty: Certainty;
  readonly line: LogicalLine;
  /** The stage of another Dockerfile of whose build context it is; absent for that of the file. */
  readonly of?: LinkedStage;
}

/** What is known of the files of a stage, after its last instruction. */
export interface StageFiles {
  readonly paths: ReadonlyMap<string, StagePath>;
  /** The folders that the paths are in. */
  readonly parents: ReadonlySet<string>;
  readonly copied: readonly CopiedFolder[];
  /** What was taken away of what is copied. */
  readonly removed: ReadonlySet<string>;
}

/** The same while it grows. */
export interface FileTree {
  readonly paths: Map<string, StagePath>;
  readonly parents: Set<string>;
  copied: CopiedFolder[];
  readonly removed: Set<string>;
}

export interface ContextEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly certainty: Certainty;
}

/** What a folder of the build context holds, as a build sees it; null where that is not known. `of` as of {@link CopiedFolder}. */
export type ListContext = (folder: string, of?: LinkedStage) => readonly ContextEntry[] | null;

/** More paths than anybody looks through: the oldest give way. */
const MOST_PATHS = 500;
const MOST_COPIED = 50;

/** A tree that begins with the files of a base, or with none. */
export function treeOn(base: StageFiles | undefined): FileTree {
  return {
    paths: new Map(base?.paths),
    parents: new Set(base?.parents),
    copied: [...(base?.copied ?? [])],
    removed: new Set(base?.removed),
  };
}

/** Adds a path; what is known already stays known. */
export function put({ paths, parents, removed }: FileTree, added: StagePath): void {
  const { path } = added;
  if (path === "/") return;
  const there = paths.get(path);
  const [oldest] = paths.size < MOST_PATHS ? [] : paths.keys();
  if (!there && oldest !== undefined) paths.delete(oldest);
  if (removed.size > 0) removed.delete(path);
  for (let parent = folderOf(path); !there && !parents.has(parent); parent = folderOf(parent))
    parents.add(parent);
  if (there?.certainty === "known" && added.certainty === "guessed") return;
  paths.set(path, { ...added, kind: added.kind ?? there?.kind ?? null });
}

/** Adds a folder of the build context, whatever was taken away there before. */
export function addFolder({ copied, removed }: FileTree, folder: CopiedFolder): void {
  if (copied.length >= MOST_COPIED) return;
  for (const path of removed) if (isWithin(path, folder.path)) removed.delete(path);
  copied.push(folder);
}

/** Takes a path away, and all below it. */
export function remove(tree: FileTree, path: string): void {
  if (tree.paths.has(path) || tree.parents.has(path)) {
    for (const other of tree.paths.keys()) if (isWithin(other, path)) tree.paths.delete(other);
    for (const other of tree.parents) if (isWithin(other, path)) tree.parents.delete(other);
  }
  if (tree.copied.length === 0) return;
  tree.copied = tree.copied.filter(copied => !isWithin(copied.path, path));
  tree.removed.add(path);
}

/** What follows the path of a folder in a path within it: empty, or from a slash on. */
export function pathBelow(path: string, folder: string): string {
  return folder === "/" ? (path === "/" ? "" : path) : path.slice(folder.length);
}

/** A path made of that of a folder and what {@link pathBelow} answers. */
export function pathIn(folder: string, below: string): string {
  return folder === "/" && below !== "" ? below : folder + below;
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** What stands at a path of a stage: its kind, null where that is open, undefined where nothing is known to be there. */
export function kindAt(files: StageFiles, path: string, list: ListContext): StagePath["kind"] | undefined {
  const there = files.paths.get(path);
  if (there?.kind || path === "/") return there?.kind ?? "folder";
  if (files.parents.has(path)) return "folder";
  const entry = entriesIn(files, folderOf(path), list).find(found => found.path === path);
  return entry?.kind ?? (there ? null : undefined);
}

/** What is copied from the build context into a folder of a stage. */
export function entriesIn({ copied, removed }: StageFiles, folder: string, list: ListContext): StagePath[] {
  const found = new Map<string, StagePath>();
  for (const { path, folder: from, certainty, line, of } of copied) {
    if (!isWithin(folder, path)) continue;
    for (const entry of list(pathIn(from, pathBelow(folder, path)), of) ?? []) {
      const at = pathIn(folder, `/${entry.name}`);
      if ([...removed].some(gone => isWithin(at, gone))) continue;
      found.set(at, {
        path: at,
        kind: entry.isFolder ? "folder" : "file",
        certainty: certainty === "known" ? entry.certainty : "guessed",
        line,
      });
    }
  }
  return [...found.values()];
}

/**
 * The paths below a folder of a stage: what instructions name, with the folders on the way there, and of the build context
 * what is in this very folder.
 */
export function pathsBelow(files: StageFiles, folder: string, list: ListContext): StagePath[] {
  const found = new Map(entriesIn(files, folder, list).map(entry => [entry.path, entry]));
  for (const entry of files.paths.values()) {
    if (entry.path === folder || !isWithin(entry.path, folder)) continue;
    found.set(entry.path, entry);
    for (let parent = folderOf(entry.path); parent !== folder; parent = folderOf(parent)) {
      const there = files.paths.get(parent) ?? found.get(parent);
      if (there && (there.certainty === "known" || entry.certainty === "guessed")) break;
      found.set(parent, { ...entry, path: parent, kind: "folder" });
    }
  }
  return [...found.values()];
}

/** Copies a folder's content, or from what is in it, into a folder of another stage. */
export function copyContent(
  from: StageFiles,
  source: string,
  to: FileTree,
  destination: string,
  line: LogicalLine,
): void {
  for (const { path, kind, certainty } of [...from.paths.values()])
    if (path !== source && isWithin(path, source))
      put(to, { path: pathIn(destination, pathBelow(path, source)), kind, certainty, line });
  for (const copied of [...from.copied]) {
    const { path, folder } = copied;
    if (isWithin(path, source)) {
      addFolder(to, { ...copied, path: pathIn(destination, pathBelow(path, source)), line });
    } else if (isWithin(source, path))
      addFolder(to, { ...copied, path: destination, folder: pathIn(folder, pathBelow(source, path)), line });
  }
  for (const path of from.removed)
    if (isWithin(path, source)) to.removed.add(pathIn(destination, pathBelow(path, source)));
}
