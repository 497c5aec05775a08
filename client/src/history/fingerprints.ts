/**
 * Fingerprints of the files of a context: what BuildKit's content hash counts (kind, permissions, contents, where a link leads),
 * and not their times. A file is only read again where its size or its times are others. Synchronous: for a worker.
 */
import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import * as path from "node:path";
import type { ContextEntries, ContextEntry } from "./contextFiles";

/** What is known of contents: the hash of each file by its absolute path, as long as its `stat` is the same. */
export type KnownContents = Map<string, { stat: string; hash: string }>;

const CHUNK_BYTES = 1 << 20;

/** The fingerprints of some paths of a context; `known` is used, and learns. */
export function fingerprintsOf(
  root: string,
  entries: ContextEntries,
  paths: Iterable<string>,
  known: KnownContents,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const at of paths) {
    const entry = entries.get(at);
    if (entry) found.set(at, fingerprintOf(path.join(root, at), entry, known));
  }
  return found;
}

function fingerprintOf(file: string, entry: ContextEntry, known: KnownContents): string {
  const { kind, mode, target = "", stat } = entry;
  if (kind === "folder") return `d${mode.toString(8)}`;
  if (kind === "link") return `l${target}`;
  const before = known.get(file);
  const hash = before?.stat === stat ? before.hash : hashOf(file);
  if (hash === undefined) return `?${stat}`;
  if (before?.hash !== hash || before.stat !== stat) known.set(file, { stat, hash });
  return `f${mode.toString(8)}:${hash}`;
}

/** Undefined where nobody may read it. */
function hashOf(file: string): string | undefined {
  let open: number | undefined;
  try {
    open = openSync(file, "r");
    const hash = createHash("sha1");
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let count = readSync(open, buffer); count > 0; count = readSync(open, buffer))
      hash.update(buffer.subarray(0, count));
    return hash.digest("base64url").slice(0, 16);
  } catch {
    return undefined;
  } finally {
    if (open !== undefined) closeSync(open);
  }
}
