/** The files of the workspace's folders, found by going through them. */
import type { FolderEntry } from "../protocol";
import { isFolderOfInterest } from "../around/fileNames";

/** How far the folders of a workspace are gone through. */
export interface WalkLimits {
  readonly folders: number;
  readonly depth: number;
}

/** Nobody waits longer in an editor. */
export const EDITOR_LIMITS: WalkLimits = { folders: 10_000, depth: 16 };
/** Folders that are listed at the same time. */
const AT_ONCE = 32;

/**
 * The files of a folder of the workspace, below the path `start` of it, as paths from the folder; whether there were more folders than
 * are gone through, and those that could not be read. `enter` hears of each folder that has an ignore file before `ignores` is asked
 * of what is in it.
 */
export async function filesBelow(
  list: (path: string) => Promise<readonly FolderEntry[] | null>,
  enter: (folder: string) => Promise<void>,
  ignores: (path: string, isFolder: boolean) => boolean,
  start = "",
  limits = EDITOR_LIMITS,
): Promise<{ paths: string[]; isComplete: boolean; unread: string[] }> {
  const paths: string[] = [];
  const unread: string[] = [];
  let level = [start];
  let left = limits.folders;
  for (let depth = 0; level.length > 0 && depth < limits.depth; depth++) {
    const next: string[] = [];
    for (let at = 0; at < level.length; at += AT_ONCE) {
      const folders = level.slice(at, at + Math.min(AT_ONCE, left));
      left -= folders.length;
      // A folder that cannot be read has nothing for us.
      const listings = await Promise.all(folders.map(folder => list(folder).catch(() => null)));
      for (const [index, folder] of folders.entries()) {
        const entries = listings[index];
        if (!entries) {
          unread.push(folder);
          continue;
        }
        if (entries.some(({ name }) => name === ".gitignore")) await enter(folder === "" ? "/" : folder);
        for (const { name, isFolder } of entries) {
          const path = `${folder}/${name}`;
          if (ignores(path, isFolder)) continue;
          if (!isFolder) paths.push(path);
          else if (isFolderOfInterest(name)) next.push(path);
        }
      }
      if (left <= 0) return { paths, isComplete: false, unread };
    }
    level = next;
  }
  return { paths, isComplete: level.length === 0, unread };
}
