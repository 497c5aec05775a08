/** Which files of a workspace are meant: by the paths, folders and patterns that a person has written. */
import { statSync } from "node:fs";
import picomatch from "picomatch";
import { baseName, folderOf, isBelow } from "../around/paths";
import { isDockerfileName, mayBeAround } from "../shared/filePatterns";
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
  /** Folders and files that have nothing to check, as sentences. */
  readonly notes: readonly string[];
  /** Patterns that mean no file. */
  readonly failed: readonly FailedFile[];
}

/** Looks at what a person has written; the working directory where that is nothing. */
export function readAsked(written: readonly string[]): {
  asked: readonly Asked[];
  failed: readonly FailedFile[];
} {
  const asked: Asked[] = [];
  const failed: FailedFile[] = [];
  for (const each of written.length === 0 ? ["."] : written) {
    const path = pathFrom(each);
    try {
      const stats = statSync(systemPath(path));
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

/**
 * The files that are meant: those of folders by their names, a file whatever its name. A pattern means what it names; one that ends in
 * nothing but wildcards names no file, and means what looks like one.
 */
export function selectFiles(asked: readonly Asked[], workspace: Workspace): Selection {
  const dockerfiles = new Set<string>();
  const around = new Set<string>();
  const notes: string[] = [];
  const failed: FailedFile[] = [];
  const isFailed = (path: string) => workspace.failed.some(each => isBelow(path, each.path));
  const take = (path: string, isNamed: boolean) => {
    if (isDockerfileName(path)) dockerfiles.add(path);
    else if (workspace.describesBuilds(path)) around.add(path);
    else if (isNamed && !mayBeAround(path)) dockerfiles.add(path);
    else return false;
    return true;
  };
  for (const { written, path, kind } of asked) {
    if (kind === "file") {
      if (!take(path, true) && !isFailed(path)) notes.push(`${written}: No build is described here.`);
      continue;
    }
    const matches = kind === "folder" ? null : picomatch(path, { dot: true });
    const isNamed = kind === "pattern" && /[^*]/.test(baseName(path));
    const found = workspace.paths.filter(each => (matches ? matches(each) : isBelow(path, each)));
    if (found.filter(each => take(each, isNamed)).length > 0) continue;
    if (isFailed(path)) continue;
    if (kind === "folder") notes.push(`${written}: There is no Dockerfile here.`);
    else failed.push({ path, failure: "No file matches this pattern." });
  }
  return { dockerfiles: [...dockerfiles], around: [...around], notes, failed };
}
