/**
 * The builds of a workspace that are kept: a file for each, below a folder for each Dockerfile, so that two windows never write the
 * same file, and what ends halfway leaves those before. What is damaged or somebody else's is left out. Synchronous: for a worker.
 */
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { readKeptBuild, type KeptBuild } from "./keptBuild";

export interface HistoryStore {
  /** Those of all Dockerfiles, the newest last. */
  read(): KeptBuild[];
  /** The same name in all windows and sessions. */
  idOf(build: KeptBuild): string;
  /** Nothing is kept where the folder cannot be written. */
  keep(build: KeptBuild): void;
}

/** Of one stage as a target. */
const MOST_BUILDS = 10;
const MOST_BYTES = 20_000_000;
/** Unpacked: a file that is small and unpacks to more is not ours. */
const LARGEST = 100_000_000;
const NAME = /^\d{13}-[0-9a-f]{12}\.json\.gz$/;
/** What another window left behind, which had no time to name it. */
const ABANDONED_MS = 3_600_000;

/** The store in a folder, which need not be there yet. */
export function createStore(folder: string, mostBytes = MOST_BYTES): HistoryStore {
  /** A file never changes: it is read once. */
  const known = new Map<string, KeptBuild | undefined>();
  const ids = new WeakMap<KeptBuild, string>();

  function files(): { file: string; bytes: number }[] {
    return namesIn(folder)
      .flatMap(name => namesIn(path.join(folder, name)).map(file => path.join(folder, name, file)))
      .filter(file => NAME.test(path.basename(file)))
      .sort((a, b) => (path.basename(a) < path.basename(b) ? -1 : 1))
      .map(file => ({ file, bytes: bytesOf(file) }));
  }

  function buildIn(file: string): KeptBuild | undefined {
    if (!known.has(file)) remember(file, readBuild(file));
    return known.get(file);
  }

  function remember(file: string, build: KeptBuild | undefined): void {
    known.set(file, build);
    if (build !== undefined) ids.set(build, path.basename(file));
  }

  function prune(): void {
    let left = mostBytes;
    const counts = new Map<string, number>();
    for (const { file, bytes } of files().toReversed()) {
      const build = buildIn(file);
      const stage = build?.stages.find(({ index }) => index === build.target);
      const key = JSON.stringify([build?.dockerfile, stage?.name || build?.target]);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      left -= bytes;
      if (build !== undefined && count <= MOST_BUILDS && left >= 0) continue;
      rmSync(file, { force: true });
      known.delete(file);
    }
  }

  return {
    idOf: build => ids.get(build) ?? "",
    read: () => files().flatMap(({ file }) => buildIn(file) ?? []),
    keep(build) {
      const own = path.join(folder, createHash("sha256").update(build.dockerfile).digest("hex").slice(0, 16));
      const name = `${String(Math.max(0, Math.floor(build.at))).padStart(13, "0")}-${randomBytes(6).toString("hex")}.json.gz`;
      const file = path.join(own, name);
      try {
        mkdirSync(own, { recursive: true });
        writeFileSync(`${file}.new`, gzipSync(JSON.stringify(build), { level: 1 }), { mode: 0o600 });
        renameSync(`${file}.new`, file);
        remember(file, build);
        prune();
        removeAbandoned(own);
      } catch {
        // A disk that is full, a folder that may not be written: there is no history then.
        removeQuietly(`${file}.new`);
      }
    },
  };
}

function readBuild(file: string): KeptBuild | undefined {
  try {
    return readKeptBuild(
      JSON.parse(gunzipSync(readFileSync(file), { maxOutputLength: LARGEST }).toString("utf8")),
    );
  } catch {
    return undefined;
  }
}

function removeAbandoned(folder: string): void {
  for (const name of namesIn(folder)) {
    const file = path.join(folder, name);
    if (name.endsWith(".new") && Date.now() - statSync(file).mtimeMs > ABANDONED_MS)
      rmSync(file, { force: true });
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It stays, and is no build.
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function bytesOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
