/** Which file a build reads as its Dockerfile. */
import type { Files } from "./files";
import { folderOf, isRemoteContext, joinPath } from "./paths";
import type { ContextValue, DockerfileValue, Value } from "./use";

/**
 * The Dockerfile of a build that counts its path from its context, as Compose and bake do. Without a name it is `Dockerfile`, or
 * `dockerfile` where only that is there.
 */
export function dockerfileIn(context: ContextValue, value: Value, files: Files): DockerfileValue {
  const isAbsolute = value.text.startsWith("/");
  const folder = isAbsolute ? "/" : context.folder;
  const isKnown = folder !== null && !value.isOpen && !isRemoteContext(value.text);
  const isOpen = value.isOpen || (context.isOpen && !isAbsolute);
  return {
    ...value,
    isOpen,
    path: isKnown ? existing(joinPath(folder, value.text), files) : null,
    isInline: false,
  };
}

/** The path, or the one that the builder takes in its place where it is not there. */
export function existing(path: string, files: Files): string {
  if (!path.endsWith("/Dockerfile") || files.has(path)) return path;
  const lower = joinPath(folderOf(path), "dockerfile");
  return files.has(lower) ? lower : path;
}
