/** Paths that go up from a folder. */
import * as sanitize from "./sanitize";

/** A path from the folder of the project, for one from that of a package: `../public` of `web` is `public`. */
export function joinedPath(base: string, path: string): string | null {
  const parts = base === "" ? [] : base.split("/");
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return null;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return sanitize.path(parts.join("/"));
}
