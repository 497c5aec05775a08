/** A short text that a problem keeps while the lines around it change, so that other programs know it again. */
import type { CheckedFile, Problem } from "./problem";

/** Fingerprints of the problems of a file, in their order; `path` is how the file is named. Of equal problems each has its own. */
export function fingerprintsOf({ problems }: CheckedFile, path: string): string[] {
  const counts = new Map<string, number>();
  return problems.map(problem => {
    const key = `${path}\n${keyOf(problem)}`;
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return hash(`${key}\n${count}`);
  });
}

/** What a problem is known by in its file: its rule, and the line that it stands in. */
export function keyOf({ rule, excerpt }: Problem): string {
  return `${rule}\n${excerpt.text.trim()}`;
}

/** A hash of a text that is short enough to be read in a file. Node's is loaded for it: few formats have any, and it takes a while. */
export function hash(text: string): string {
  return process.getBuiltinModule("node:crypto").createHash("sha256").update(text).digest("hex").slice(0, 32);
}
