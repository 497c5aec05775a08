/** What is another in the files that an instruction reads. Pure. */
import type { ContextRead } from "../../../server/src/protocol";
import type { FileChanges, Reason } from "./reason";
import { selectFiles } from "./selectFiles";
import type { KeptBuild } from "./keptBuild";

/** Nobody reads more of them. */
const MOST_PATHS = 20;

type Files = KeptBuild["files"];

/** The changes between two builds in what a step reads: `before` is what it read then. */
export function fileReasons(
  now: { reads: readonly ContextRead[]; files: Files },
  before: { reads: readonly ContextRead[]; files: Files },
): Reason[] {
  return now.reads.flatMap((read, index): Reason[] => {
    const context = read.context ?? "";
    const files = now.files[context];
    const earlier = before.files[context];
    const readBefore = before.reads[index];
    if (files === null || earlier === null) return [{ kind: "tooManyFiles", context }];
    if (files === undefined || earlier === undefined || readBefore === undefined) return [];
    const changes = changesOf(context, pick(readBefore, earlier), pick(read, files));
    return changes.count === 0 ? [] : [{ kind: "files", ...changes }];
  });
}

/** What a read takes of some fingerprints. */
export function pick(read: ContextRead, files: Readonly<Record<string, string>>): Map<string, string> {
  const entries = new Map(Object.entries(files).map(([path, fingerprint]) => [path, entryOf(fingerprint)]));
  return new Map(selectFiles(read, entries).map(path => [path, files[path] ?? ""]));
}

function entryOf(fingerprint: string): { kind: "file" | "folder" | "link"; target?: string } {
  if (fingerprint.startsWith("d")) return { kind: "folder" };
  return fingerprint.startsWith("l") ? { kind: "link", target: fingerprint.slice(1) } : { kind: "file" };
}

function changesOf(
  context: string,
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): FileChanges {
  const added = [...now.keys()].filter(path => !before.has(path));
  const removed = [...before.keys()].filter(path => !now.has(path));
  const changed = [...now].flatMap(([path, fingerprint]) => {
    const earlier = before.get(path);
    return earlier === undefined || earlier === fingerprint ? [] : [path];
  });
  const count = added.length + changed.length + removed.length;
  let left = MOST_PATHS;
  const first = (paths: string[]) => {
    const shown = paths.slice(0, left);
    left -= shown.length;
    return shown;
  };
  return { context, changed: first(changed), added: first(added), removed: first(removed), count };
}
