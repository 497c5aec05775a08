/** The working directory of a stage, and the paths that count from it. */
import type { Environment } from "./environment";
import type { StageExpansion } from "./expandInStage";

/** No system has a longer path (Linux: PATH_MAX). */
export const LONGEST_PATH = 4096;

/** Changes the working directory, as `WORKDIR` does. */
export function changeWorkdir(environment: Environment, { result, conditional }: StageExpansion): void {
  environment.hasWorkdir = true;
  const path =
    conditional || (environment.workdir === null && !result.startsWith("/"))
      ? null
      : joinPath(environment.workdir ?? "/", result);
  const isTooLong = path !== null && path.length > LONGEST_PATH;
  environment.isCut ||= isTooLong;
  environment.workdir = isTooLong ? null : path;
}

/** The path that a path stands for in a directory: absolute, without `.`, `..` and doubled slashes. */
export function joinPath(directory: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${directory}/${path}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
