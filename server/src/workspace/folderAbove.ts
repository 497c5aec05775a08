/** The folders above a build context: which of them has a path that the context does not have. */
import type { FolderAbove } from "../stages/files/contextPaths";
import type { FolderEntry } from "../protocol";

/** Lists a folder by its address; null where it is none, or not all of it is known. */
export type ListAddress = (address: string) => Promise<readonly FolderEntry[] | null>;

/** More levels than people have between a workspace folder and a Dockerfile. */
const MOST_LEVELS = 10;

/**
 * The nearest folder above the context that has the path, from there to the workspace folder, which is the last one looked
 * into; undefined where none has it. `context` and `workspaceFolder` are addresses without a slash at their end, `path` is clean.
 */
export async function folderAbove(
  path: string,
  context: string,
  workspaceFolder: string | null,
  list: ListAddress,
): Promise<FolderAbove | undefined> {
  if (workspaceFolder === null || !context.startsWith(`${workspaceFolder}/`)) return undefined;
  let address = context;
  for (let level = 1; level <= MOST_LEVELS && address !== workspaceFolder; level++) {
    address = address.slice(0, address.lastIndexOf("/"));
    if (await hasPath(path.split("/"), address, list))
      return { address, path: Array.from({ length: level }, () => "..").join("/") };
  }
  return undefined;
}

async function hasPath(parts: readonly string[], folder: string, list: ListAddress): Promise<boolean> {
  let address = folder;
  for (const part of parts) {
    const entries = await list(address);
    if (entries?.some(({ name }) => name === part) !== true) return false;
    address += `/${encodeURIComponent(part)}`;
  }
  return true;
}
