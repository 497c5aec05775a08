/** Paths in images, as texts: absolute ones begin with a slash. */

/** Whether a path is a folder or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === "/" || path === folder || (path.startsWith(folder) && path[folder.length] === "/");
}
