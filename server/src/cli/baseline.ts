/** A baseline: the problems that old files have already, which a check leaves out. */
import { readFileSync, writeFileSync } from "node:fs";
import { folderOf, relativePath } from "../around/paths";
import { hash, keyOf } from "./fingerprint";
import { pathFrom, systemPath } from "./paths";
import type { CheckedFile } from "./problem";
import { reasonOf } from "./textFile";
import { UsageError } from "./usageError";

/** The problems that are known, by file and by what each is known by; how often, because a file may have the same one twice. */
export interface Baseline {
  /** The folder from which paths count. */
  readonly folder: string;
  readonly files: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Reads a baseline. Throws a {@link UsageError} where there is none, or it is something else. */
export function readBaseline(written: string): Baseline {
  const path = pathFrom(written);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(systemPath(path), "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "The file is not valid JSON." : reasonOf(error);
    throw new UsageError(`--baseline ${written}: ${reason} Write it with --update-baseline.`);
  }
  const files = isRecord(value) ? value["files"] : null;
  if (!isRecord(files))
    throw new UsageError(
      `--baseline ${written}: This file is not a baseline. Write it with --update-baseline.`,
    );
  const read = Object.entries(files).map(([file, problems]) => [
    file,
    Object.fromEntries(
      Object.entries(isRecord(problems) ? problems : {}).filter(([, count]) => typeof count === "number"),
    ) as Record<string, number>,
  ]);
  return { folder: folderOf(path), files: Object.fromEntries(read) as Baseline["files"] };
}

/** Writes the problems of files as a baseline. */
export function writeBaseline(written: string, checked: readonly CheckedFile[]): void {
  const path = pathFrom(written);
  const files = checked.flatMap(({ path: file, problems }) => {
    const counts: Record<string, number> = {};
    for (const key of problems.map(problem => `${problem.rule} ${hash(keyOf(problem))}`))
      counts[key] = (counts[key] ?? 0) + 1;
    const sorted = Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1));
    return problems.length > 0 ? [[relativePath(folderOf(path), file), Object.fromEntries(sorted)]] : [];
  });
  const text = JSON.stringify({ version: 1, files: Object.fromEntries(files) as object }, null, 2);
  try {
    writeFileSync(systemPath(path), `${text}\n`);
  } catch (error) {
    throw new UsageError(`--baseline ${written}: ${reasonOf(error)}`);
  }
}

/** The files with those of their problems that are not in the baseline. */
export function newProblems<File extends CheckedFile>(
  { folder, files }: Baseline,
  checked: readonly File[],
): File[] {
  return checked.map(file => {
    const left = new Map(Object.entries(files[relativePath(folder, file.path)] ?? {}));
    const problems = file.problems.filter(problem => {
      const key = `${problem.rule} ${hash(keyOf(problem))}`;
      const count = left.get(key) ?? 0;
      left.set(key, count - 1);
      return count <= 0;
    });
    return { ...file, problems };
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
