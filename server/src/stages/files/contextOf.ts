/** A build context of which all files are known. */
import { findPath } from "./buildContext";
import type { BuildContext } from "./contextPaths";
import { folderOf, nameOf } from "./fileTree";
import type { IgnoreFile } from "../../shared/ignorePatterns";

/** The context of some files, by their paths without a slash at the beginning. */
export function contextOf(
  paths: readonly string[],
  { ignoreFile = null, generated = null, isCertain = true }: ContextFacts = {},
): BuildContext {
  const folders = new Map<string, Map<string, boolean>>([["/", new Map()]]);
  for (const path of paths) {
    let isFolder = false;
    for (let at = `/${path}`; at !== "/"; at = folderOf(at)) {
      const folder = folders.get(folderOf(at)) ?? new Map<string, boolean>();
      folders.set(folderOf(at), folder.set(nameOf(at), isFolder || folder.get(nameOf(at)) === true));
      isFolder = true;
    }
  }
  const list = (folder: string) => {
    const names = folders.get(folder);
    return names ? [...names].map(([name, isFolder]) => ({ name, isFolder })) : null;
  };
  return { isCertain, find: path => findPath(path, { list, ignoreFile, generated }) };
}

/** What else is known of a build context. */
export interface ContextFacts {
  readonly ignoreFile?: IgnoreFile | null;
  readonly generated?: IgnoreFile | null;
  readonly isCertain?: boolean;
}
