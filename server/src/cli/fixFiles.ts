/** `--fix`: makes every change after which all builds give what they gave, as editors do it on saving. */
import { applyChanges } from "../edits/edit";
import { fixedAtOnce, safeFix } from "../features/fixAll";
import type { BuildsAround } from "../stages/model/buildsAround";
import { createChecker } from "./checker";
import type { Checker } from "./checker";
import type { FileTask, RunSource } from "./checkFiles";
import { systemPath, uriFrom } from "./paths";
import type { ChangedFile } from "./changes";
import type { FailedFile } from "./problem";
import { commandLineClient } from "./roots";
import { runSettings } from "./settings";
import { readTextFile, replaceText } from "./textFile";

/** A file with its fixed text; what is not UTF-8 cannot be written as it is. */
export interface FixedFile extends ChangedFile {
  readonly isExact: boolean;
}

/** What fixes change. */
export interface FixedFiles {
  /** All tasks, with the fixed text of those that change. */
  readonly tasks: readonly FileTask[];
  readonly changed: readonly FixedFile[];
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
  const changed: FixedFile[] = [];
  for (const task of tasks) {
    const { path, around } = task;
    const read =
      task.text === undefined
        ? readTextFile(systemPath(path))
        : { text: task.text, hasMark: false, isExact: true };
    if ("failure" in read) {
      fixed.push(task);
      continue;
    }
    builds.set(uriFrom(path), around);
    const after = await fixedText(checker, uriFrom(path), read.text);
    const isChanged = after !== read.text;
    fixed.push(isChanged ? { ...task, text: after } : task);
    if (isChanged)
      changed.push({ path, before: read.text, after, hasMark: read.hasMark, isExact: read.isExact });
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

/** Writes the fixed texts; answers the files that could not be written. */
export function writeFixed(changed: readonly FixedFile[]): FailedFile[] {
  return changed.flatMap(({ path, before, after, hasMark, isExact }) => {
    const failure = isExact
      ? replaceText(systemPath(path), { text: before, hasMark }, after)
      : "The file is not UTF-8 text.";
    return failure === null ? [] : [{ path, failure: `This was not fixed: ${failure}` }];
  });
}
