/** Paths as a person and the system write them, and as the rest of the server has them: absolute, with slashes. */
import { relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { pathOfUri } from "../around/paths";
import { UsageError } from "./usageError";

/** The path of what a person has written; a relative one counts from the working directory. May throw a {@link UsageError}. */
export function pathFrom(written: string): string {
  return pathOfFile(pathToFileURL(resolve(written)));
}

/** The path of a file's address: `/C:/a` on a drive. Throws a {@link UsageError} for a share of Windows, which paths here cannot name. */
export function pathOfFile({ href, host }: URL): string {
  if (host === "") return pathOfUri(href);
  throw new UsageError(
    `"//${decodeURIComponent(href.slice("file://".length))}" is on a network share. Give the share a drive letter (net use), and work there.`,
  );
}

/** The address of a path, as the stores of a workspace write it. */
export function uriFrom(path: string): string {
  return `file://${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** A path as the system takes it. */
export function systemPath(path: string): string {
  return fileURLToPath(uriFrom(path));
}

const shown = new Map<string, string>();

/** A path as people and other tools read it: from the working directory, with slashes; outside of it as it is. */
export function shownPath(path: string): string {
  const known = shown.get(path) ?? shownAnew(path);
  shown.set(path, known);
  return known;
}

function shownAnew(path: string): string {
  const native = systemPath(path);
  const below = relative(process.cwd(), native);
  const isOutside =
    below === "" || below === ".." || below.startsWith(`..${sep}`) || resolve(below) === below;
  return (isOutside ? native : below).replaceAll(sep, "/");
}
