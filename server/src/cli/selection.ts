/** Which files of a workspace are meant: by the paths, folders and patterns that a person has written. */
import { stat } from "node:fs/promises";
import picomatch from "picomatch";
import { folderOf, isBelow } from "../around/paths";
import { isDockerfileName } from "../shared/filePatterns";
import { pathFrom, systemPath } from "./paths";
import type { FailedFile } from "./problem";
import { reasonOf } from "./textFile";
import type { Workspace } from "./workspace";

/** What a person has written, as it is before the workspace is known. */
export interface Asked {
  readonly written: string;
  readonly path: string;
  readonly kind: "file" | "folder" | "pattern";
}

/** The files that are meant, as paths. */
export interface Selection {
  readonly dockerfiles: readonly string[];
  /** Files that say how Dockerfiles are built. */
  readonly around: readonly string[];
  /** Patterns and folders that mean no file. */
  readonly empty: readonly string[];
}

/** Looks at what a person has written; the working directory where that is nothing. */
export async function readAsked(
  written: readonly string[],
): Promise<{ asked: readonly Asked[]; failed: readonly FailedFile[] }> {
  const asked: Asked[] = [];
  const failed: FailedFile[] = [];
  for (const each of written.length === 0 ? ["."] : written) {
    const path = pathFrom(each);
    try {
      const stats = await stat(systemPath(path));
      asked.push({ written: each, path, kind: stats.isDirectory() ? "folder" : "file" });
    } catch (error) {
      if (picomatch.scan(each).isGlob) asked.push({ written: each, path, kind: "pattern" });
      else failed.push({ path, failure: reasonOf(error) });
    }
  }
  return { asked, failed };
}

/** The folder in which something that is asked for lies. */
export function folderFor({ written, path, kind }: Asked): string {
  if (kind === "folder") return path;
  return kind === "file" ? folderOf(path) : pathFrom(picomatch.scan(written).base);
}

/** The files that are meant: those of folders and patterns by their names, a file whatever its name. */
export function selectFiles(asked: readonly Asked[], workspace: Workspace): Selection {
  const dockerfiles = new Set<string>();
  const around = new Set<string>();
  const empty: string[] = [];
  const take = (path: string, isNamed: boolean) => {
    if (isDockerfileName(path)) dockerfiles.add(path);
    else if (workspace.describesBuilds(path)) around.add(path);
    else if (isNamed) dockerfiles.add(path);
    else return false;
    return true;
  };
  for (const { written, path, kind } of asked) {
    if (kind === "file") {
      take(path, true);
      continue;
    }
    const matches = kind === "folder" ? null : picomatch(path, { dot: true });
    const found = workspace.paths.filter(each => (matches ? matches(each) : isBelow(path, each)));
    // What a pattern names is a Dockerfile, whatever its name; what is in a folder has to look like one.
    if (found.filter(each => take(each, matches !== null)).length === 0) empty.push(written);
  }
  return { dockerfiles: [...dockerfiles], around: [...around], empty };
}
