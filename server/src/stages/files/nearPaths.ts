/** What is near a path that is not there: in the same folder under nearly the same name, or under the same name elsewhere. */
import { distance } from "fastest-levenshtein";
import { nameOf } from "./fileTree";

/** What is in a folder; null where there is no such folder, or nobody knows. */
export type ListNames = (
  folder: string,
) => Promise<readonly { readonly name: string; readonly isFolder: boolean }[] | null>;

/** More than these nobody reads. */
const MOST_NEAR = 3;
/** Folders that are looked into for a file of the same name, those at the top first. */
const MOST_FOLDERS = 40;
/** Folders that nobody means. */
const LEFT_OUT = /^(?:\.git|node_modules|proc|sys|dev)$/;

/** Paths that are there, in the form of `path`: from the root, without a slash at the beginning; the best first. */
export async function nearPaths(path: string, list: ListNames): Promise<string[]> {
  const parts = path.split("/").filter(part => part !== "");
  const near = new Set<string>();
  let folder = "";
  for (const [index, part] of parts.entries()) {
    const entries = await list(folder || "/");
    if (entries === null) break;
    if (entries.some(({ name }) => name === part)) {
      folder += `/${part}`;
      continue;
    }
    const isLast = index === parts.length - 1;
    for (const name of alike(
      part,
      entries.filter(({ isFolder }) => isFolder || isLast).map(entry => entry.name),
    )) {
      const other = [folder, name, ...parts.slice(index + 1)].join("/");
      if (isLast || (await isThere(other, list))) near.add(other.slice(1));
    }
    break;
  }
  for (const other of await sameName(nameOf(`/${parts.join("/")}`), list)) near.add(other);
  near.delete(parts.join("/"));
  return [...near].slice(0, MOST_NEAR);
}

async function isThere(path: string, list: ListNames): Promise<boolean> {
  const entries = await list(path.slice(0, path.lastIndexOf("/")) || "/");
  return entries?.some(({ name }) => name === nameOf(path)) === true;
}

/** The names that are nearly this one: in another case, or by a slip of the pen, the nearest first. */
function alike(part: string, names: readonly string[]): string[] {
  return names
    .map(name => ({ name, edits: distance(part.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= Math.max(1, Math.floor(Math.min(part.length, name.length) / 3)))
    .filter(({ name }) => Math.min(part.length, name.length) > 1)
    .sort((a, b) => a.edits - b.edits)
    .map(({ name }) => name);
}

/** Where a file or folder of a name is, folder by folder from the root. */
async function sameName(wanted: string, list: ListNames): Promise<string[]> {
  const found: string[] = [];
  const folders = [""];
  for (let looked = 0; looked < MOST_FOLDERS && folders.length > 0 && found.length < MOST_NEAR; looked++) {
    const folder = folders.shift() ?? "";
    for (const { name, isFolder } of (await list(folder || "/")) ?? []) {
      const path = `${folder}/${name}`;
      if (name === wanted) found.push(path.slice(1));
      if (isFolder && !LEFT_OUT.test(name) && folders.length < MOST_FOLDERS) folders.push(path);
    }
  }
  return found;
}
