/** The build contexts as they are on disk now, and the fingerprints of what steps read of them. */
import type { HistoryBuild } from "./askedBuild";
import { ignoreTextOf, readContext, type ContextEntries } from "./contextFiles";
import { fingerprintsOf, type KnownContents } from "./fingerprints";
import type { KeptBuild } from "./keptBuild";
import { selectFiles } from "./selectFiles";
import { neededStages } from "./stepKeys";

export interface ReadContext {
  root: string;
  entries: ContextEntries | "tooMany";
}

/** The fingerprints of the files that steps read, as they are; `contents` keeps what was read; those in `begun` must be as they were. */
export function filesOf(
  build: Pick<HistoryBuild, "stages">,
  contexts: Map<string, ReadContext>,
  targets: readonly number[],
  contents: KnownContents,
  begun?: Map<string, ReadContext>,
): KeptBuild["files"] {
  const needed = new Set(targets.flatMap(target => neededStages(build.stages, target)));
  const reads = build.stages.flatMap(({ steps }, index) =>
    needed.has(index) ? steps.flatMap(step => step.reads) : [],
  );
  const files: KeptBuild["files"] = {};
  for (const [name, { root, entries }] of contexts) {
    const own = reads.filter(({ context }) => (context ?? "") === name);
    if (own.length === 0) continue;
    if (entries === "tooMany") {
      files[name] = null;
      continue;
    }
    const paths = new Set(own.flatMap(read => selectFiles(read, entries)));
    const found = fingerprintsOf(root, entries, paths, contents);
    const before = begun?.get(name)?.entries;
    if (before !== undefined && before !== "tooMany")
      for (const path of paths) {
        const was = before.get(path)?.stat;
        const now = entries.get(path);
        // Nobody knows which of both the builder has read.
        if (now?.kind === "file" && was !== now.stat) found.set(path, `?${was ?? ""}`);
      }
    files[name] = Object.fromEntries(found);
  }
  return files;
}

/** Reads those that steps read; of one that is in `tooLarge` under the same ignore file, it is known already. */
export function readContexts(
  { contexts, path, stages }: Pick<HistoryBuild, "contexts" | "path" | "stages">,
  tooLarge?: Map<string, string>,
): Map<string, ReadContext> {
  const read = new Set(
    stages.flatMap(({ steps }) => steps.flatMap(step => step.reads.map(({ context }) => context ?? ""))),
  );
  return new Map(
    Object.entries(contexts).flatMap(([name, root]): [string, ReadContext][] => {
      if (!read.has(name)) return [];
      const ignoreText = ignoreTextOf(root, name === "" ? path : null);
      if (tooLarge?.get(root) === ignoreText) return [[name, { root, entries: "tooMany" }]];
      const entries = readContext(root, ignoreText);
      if (entries === "tooMany") tooLarge?.set(root, ignoreText);
      return entries === "missing" ? [] : [[name, { root, entries }]];
    }),
  );
}
