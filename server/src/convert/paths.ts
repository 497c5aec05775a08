/** Paths in images, as texts: absolute ones begin with a slash. */

/** A path counted from a folder, without `.` and `..`; null where a variable or a pattern is in it, or nothing says the folder. */
export function resolvePath(folder: string | null, path: string): string | null {
  if (path === "" || /[$`~\\]/.test(path)) return null;
  if (!path.startsWith("/") && folder === null) return null;
  const segments: string[] = [];
  for (const segment of `${path.startsWith("/") ? "" : (folder ?? "")}/${path}`.split("/"))
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  return `/${segments.join("/")}`;
}

/** The folder that a path lies in. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
