/** The files of the workspace's folders, found by going through them. */
import type { FolderEntry } from "../protocol";
import { isFolderOfInterest } from "../around/fileNames";

/** Folders of a workspace are gone through up to this number, and so deep. */
const MOST_FOLDERS = 10_000;
const DEEPEST = 16;
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
): Promise<{ paths: string[]; isComplete: boolean; unread: string[] }> {
  const paths: string[] = [];
  const unread: string[] = [];
  let level = [start];
  let left = MOST_FOLDERS;
  for (let depth = 0; level.length > 0 && depth < DEEPEST; depth++) {
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
