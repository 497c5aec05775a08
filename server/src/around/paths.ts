/** Absolute paths with slashes. */

/** A path counted from a folder, without `.`, `..` and doubled slashes. */
export function joinPath(folder: string, path: string): string {
  const absolute = path.startsWith("/") ? path : `${folder}/${path}`;
  // Mostly there is nothing to do, and it is asked very often.
  if (!/\/\.{0,2}(?:\/|$)/.test(absolute)) return absolute;
  const kept: string[] = [];
  for (const segment of absolute.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  return `/${kept.join("/")}`;
}

/** The folder that a path is in. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0)) || "/";
}

/** A folder and those above it, up to another one. */
export function foldersUp(root: string, folder: string): string[] {
  const found = [folder];
  for (let at = folder; at !== root && isBelow(root, at) && at !== "/";) found.push((at = folderOf(at)));
  return found;
}

/** Where a script may be started: in the folder of the repository, in its own, or in one between them. */
export function startFolders(root: string, folder: string): string[] {
  return [...new Set([root, ...foldersUp(root, folder)])];
}

/** The last segment of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A path as it is written from a folder; `.` for the folder itself. */
export function relativePath(base: string, path: string): string {
  let up = "";
  let at = base;
  while (!isBelow(at, path)) {
    up += "../";
    at = folderOf(at);
  }
  const rest = path.slice(at === "/" ? 1 : at.length + 1);
  return rest === "" ? up.replace(/\/$/, "") || "." : up + rest;
}

/** The one of some folders from which a text leads to a path; null where it is none of them, or the text counts from no folder. */
export function startOfPath(path: string, text: string, folders: readonly string[]): string | null {
  if (text.startsWith("/")) return null;
  return folders.find(folder => joinPath(folder, text) === path) ?? null;
}

/** Whether a path is a folder itself or in it. */
export function isBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder === "/" ? folder : `${folder}/`);
}

/** What the builder fetches by itself: an address, a git repository, an image, an OCI layout. */
export function isRemoteContext(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|git@[^:/]+:|github\.com\/)/i.test(text);
}

/** The path of an address, decoded. */
export function pathOfUri(uri: string): string {
  const path = uri.replace(/^[a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?/i, "").replace(/\/$/, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
