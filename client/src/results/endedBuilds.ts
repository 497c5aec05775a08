/**
 * The last build of each Dockerfile and use, kept over restarts as a file for each in the storage of the workspace: the report and the
 * logs of a build are there in the next window. What is damaged is left out; nothing is read before somebody asks.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import * as path from "node:path";
import type * as vscode from "vscode";
import { endedBuildText, readEndedBuild, type EndedBuild } from "../report/endedBuild";

export interface EndedBuilds {
  /** The newest one of a Dockerfile that was of the use in force (its id, null for none), or was begun while that was. */
  of(dockerfile: vscode.Uri, inForce: string | null): Promise<EndedBuild | undefined>;
  /** Keeps a build in place of the one before of the same Dockerfile and use. */
  keep(build: EndedBuild): Promise<void>;
}

/** Dockerfiles with their uses: the oldest are forgotten first. */
const MOST_FILES = 100;

/** In a folder, which need not be there yet; nothing is kept without one. */
export function createEndedBuilds(folder: string | undefined): EndedBuilds {
  /** One is written after the other, so that the last one stays. */
  let writing = Promise.resolve();

  async function write(to: string, build: EndedBuild): Promise<void> {
    const file = path.join(to, fileOf(build));
    try {
      await mkdir(to, { recursive: true });
      await writeFile(`${file}.${process.pid}`, endedBuildText(build), { mode: 0o600 });
      await rename(`${file}.${process.pid}`, file);
      await prune(to);
    } catch {
      // A disk that is full, a folder that may not be written: the report is that of this window alone then.
      await rm(`${file}.${process.pid}`, { force: true }).catch(() => undefined);
    }
  }

  return {
    async of(dockerfile, inForce) {
      if (folder === undefined) return undefined;
      const own = `${hashOf(dockerfile.toString())}-`;
      const names = (await namesIn(folder)).filter(name => name.startsWith(own) && name.endsWith(".json"));
      const texts = await Promise.all(
        names.map(name => readFile(path.join(folder, name), "utf8").catch(() => "")),
      );
      return texts
        .flatMap(text => readEndedBuild(text) ?? [])
        .filter(({ use, under }) => use === inForce || under === inForce)
        .sort((a, b) => a.report.started - b.report.started)
        .at(-1);
    },
    keep(build) {
      if (folder !== undefined) writing = writing.then(() => write(folder, build));
      return writing;
    },
  };
}

function fileOf({ dockerfile, use }: EndedBuild): string {
  return `${hashOf(dockerfile)}-${hashOf(use ?? "")}.json`;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

async function prune(folder: string): Promise<void> {
  const names = await namesIn(folder);
  if (names.length <= MOST_FILES) return;
  const files = await Promise.all(
    names.map(async name => {
      const file = path.join(folder, name);
      return {
        file,
        at: await stat(file).then(
          ({ mtimeMs }) => mtimeMs,
          () => 0,
        ),
      };
    }),
  );
  const oldest = files.sort((a, b) => a.at - b.at).slice(0, names.length - MOST_FILES);
  await Promise.all(oldest.map(({ file }) => rm(file, { force: true })));
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
