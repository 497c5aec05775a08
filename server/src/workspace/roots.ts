/** The workspace's folders, and the addresses of paths in them. */
import { isBelow, pathOfUri } from "../around/paths";

/** A folder of the workspace. */
export interface Root {
  /** Without a slash at its end. */
  readonly uri: string;
  readonly path: string;
}

export function rootAt(uri: string): Root {
  return { uri: uri.replace(/\/$/, ""), path: pathOfUri(uri) };
}

/** The innermost folder that a path is in; undefined for a path outside. */
export function rootOf(roots: readonly Root[], path: string): Root | undefined {
  return roots.filter(each => isBelow(each.path, path)).sort((a, b) => b.path.length - a.path.length)[0];
}

/** The address of a path in a folder, which counts from there: `/compose.yaml`, or empty for the folder itself. */
export function addressBelow({ uri }: Root, below: string): string {
  return uri + encodePath(below);
}

/** The address of a path of the workspace; null for one outside. */
export function uriOf(roots: readonly Root[], path: string): string | null {
  const root = rootOf(roots, path);
  return root ? addressBelow(root, path.slice(root.path.length)) : null;
}

/** The address of a path, also of one outside: it then has the scheme of the first folder, and its host. */
export function addressOf(roots: readonly Root[], path: string): string {
  const start = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(roots[0]?.uri ?? "")?.[0] ?? "file://";
  return uriOf(roots, path) ?? start + encodePath(path);
}

/**
 * Whether a document is of the folders themselves: editors open others with the same path, as the older version in a comparison or the
 * newer one in a preview. Where no folder is known, nothing can be said against it.
 */
export function isOwnDocument(folders: readonly { readonly uri: string }[], uri: string): boolean {
  return folders.length === 0 || folders.some(folder => schemeOf(folder.uri) === schemeOf(uri));
}

function schemeOf(uri: string): string {
  return uri.slice(0, uri.indexOf(":")).toLowerCase();
}

function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
