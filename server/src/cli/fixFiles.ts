/** `--fix`: makes every change after which all builds give what they gave, as editors do it on saving. */
import { applyChanges } from "../edits/edit";
import { fixedAtOnce, safeFix } from "../features/fixAll";
import type { BuildsAround } from "../stages/model/buildsAround";
import { createChecker } from "./checker";
import type { Checker } from "./checker";
import type { FileTask, RunSource } from "./checkFiles";
import { systemPath, uriFrom } from "./paths";
import type { FailedFile } from "./problem";
import { commandLineClient } from "./roots";
import { runSettings } from "./settings";
import { readTextFile, writeText } from "./textFile";

/** What fixes change. */
export interface FixedFiles {
  /** All tasks, with the fixed text of those that change. */
  readonly tasks: readonly FileTask[];
  readonly changed: readonly { readonly path: string; readonly before: string; readonly after: string }[];
}

/** A fix may bring up what another one fixes; they come to an end long before this. */
const MOST_ROUNDS = 10;

/** Fixes files without writing them. A file that cannot be read is left to the check. */
export async function fixFiles(
  { roots, options }: RunSource,
  tasks: readonly FileTask[],
): Promise<FixedFiles> {
  const builds = new Map<string, BuildsAround | undefined>();
  const settings = runSettings(options, () => undefined);
  const checker = createChecker({
    client: commandLineClient(roots, () => undefined),
    settingsOf: settings.of,
    buildsAround: uri => builds.get(uri),
  });
  const fixed: FileTask[] = [];
  const changed: FixedFiles["changed"][number][] = [];
  for (const task of tasks) {
    const { path, around } = task;
    const read = task.text === undefined ? readTextFile(systemPath(path)) : { text: task.text };
    if ("failure" in read) {
      fixed.push(task);
      continue;
    }
    builds.set(uriFrom(path), around);
    const after = await fixedText(checker, uriFrom(path), read.text);
    const isChanged = after !== read.text;
    fixed.push(isChanged ? { ...task, text: after } : task);
    if (isChanged) changed.push({ path, before: read.text, after });
  }
  return { tasks: fixed, changed };
}

async function fixedText(checker: Checker, uri: string, text: string): Promise<string> {
  let fixed = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { findings } = await checker.check(uri, fixed);
    const { changes } = fixedAtOnce(findings, safeFix);
    if (changes.length === 0) break;
    fixed = applyChanges(fixed, changes);
  }
  return fixed;
}

/** Writes the texts of tasks; answers the files that could not be written. */
export async function writeFixed(tasks: readonly FileTask[]): Promise<FailedFile[]> {
  const failed: FailedFile[] = [];
  for (const { path, text } of tasks) {
    if (text === undefined) continue;
    const before = readTextFile(systemPath(path));
    if ("failure" in before) failed.push({ path, failure: before.failure });
    else if (!before.isExact)
      failed.push({ path, failure: "The file is not fixed, because it is not UTF-8 text." });
    else {
      const failure = await writeText(systemPath(path), text, before.hasMark);
      if (failure !== null) failed.push({ path, failure: `The file is not fixed: ${failure}` });
    }
  }
  return failed;
}
