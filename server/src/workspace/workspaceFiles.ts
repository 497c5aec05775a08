/** The files of a folder of the workspace: as the client finds them, else by going through the folder. */
import type { FindFilesAnswer, FolderEntry } from "../protocol";
import { baseName, folderOf, foldersUp } from "../around/paths";
import { filesBelow } from "./folderWalk";
import type { WalkLimits } from "./folderWalk";
import { createGitIgnore } from "./gitIgnore";

/** Who knows the files of a folder. Paths begin with a slash and count from there. */
export interface FolderReaders {
  /** Asks the client, which leaves out what its settings say; null where it cannot find files. */
  readonly find: (() => Promise<FindFilesAnswer>) | null;
  readonly list: (path: string) => Promise<readonly FolderEntry[] | null>;
  readonly read: (path: string) => Promise<string | null>;
  /** How far the folder is gone through; as in an editor without it. */
  readonly limits?: WalkLimits;
}

/** The files that nobody has left out, and whether there were more than are looked at. */
export interface FoundFiles {
  readonly paths: string[];
  readonly isComplete: boolean;
  /** Folders that could not be read, as paths from there. */
  readonly unread: readonly string[];
}

/**
 * All files of a folder but those that `.gitignore` leaves out; with `below`, a path that begins with a slash, those that are there. All
 * paths count from the folder.
 */
export async function findFiles(
  { find, list, read, limits }: FolderReaders,
  below = "",
): Promise<FoundFiles> {
  const found = below === "" ? await find?.() : undefined;
  const ignored = createGitIgnore();
  const readIgnored = async (folder: string) => {
    const text = await read(`${folder === "/" ? "" : folder}/.gitignore`).catch(() => null);
    if (text !== null) ignored.add(folder, text);
  };
  if (below !== "") {
    for (const folder of foldersUp("/", folderOf(below)).reverse()) await readIgnored(folder);
    if (ignored.ignores(below, true)) return { paths: [], isComplete: true, unread: [] };
  }
  // Not every client can search every file system.
  if (!found?.paths) return filesBelow(list, readIgnored, ignored.ignores, below, limits);
  await Promise.all(
    found.paths.filter(path => baseName(path) === ".gitignore").map(path => readIgnored(folderOf(path))),
  );
  return {
    paths: found.paths.filter(path => !ignored.ignores(path, false)),
    isComplete: found.isComplete,
    unread: [],
  };
}
