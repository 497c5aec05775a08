/** Checks some Dockerfiles in one thread: the main one, or one of those beside it. */
import type { BuildsAround } from "../stages/model/buildsAround";
import type { FailOn } from "../workspace/ruleLevels";
import type { Root } from "../workspace/roots";
import { createChecker, problemOf } from "./checker";
import { systemPath, uriFrom } from "./paths";
import type { CheckedFile, FailedFile } from "./problem";
import { commandLineClient } from "./roots";
import { runSettings } from "./settings";
import type { RunOptions } from "./settings";
import { readTextFile } from "./textFile";
import { linkedBuildsOf } from "./workspace";
import type { Workspace } from "./workspace";
import type { TextFile, Unreadable } from "./textFile";

/** What all threads of a run are given. It is plain data. */
export interface RunSource {
  readonly roots: readonly Root[];
  readonly options: RunOptions;
}

/** A Dockerfile to be checked, with the builds of it that other files describe, and its text if it is not that of the file. */
export interface FileTask {
  readonly path: string;
  readonly around: BuildsAround | undefined;
  readonly text?: string;
}

/** A file that was checked, and the severity from which on its problems fail the check. */
export interface JudgedFile extends CheckedFile {
  readonly failOn: FailOn;
}

/** What comes of a file. Plain data. */
export type FileOutcome = JudgedFile | FailedFile;

export function isFailed(outcome: FileOutcome): outcome is FailedFile {
  return "failure" in outcome;
}

/** Something in a project file that says nothing: the address of that file, and a line, from 1. */
export interface ConfigFault {
  readonly uri: string;
  readonly line: number;
  readonly message: string;
}

/** What comes of the files of a run, in their order. Each thread says what is wrong with the project files that it has read. */
export interface Outcomes {
  readonly files: readonly FileOutcome[];
  readonly faults: readonly ConfigFault[];
}

/** One thread's way to check. */
export interface FileChecks {
  readonly check: (tasks: readonly FileTask[]) => Promise<FileOutcome[]>;
  /** What was found in project files since this was asked last. */
  readonly takeFaults: () => ConfigFault[];
}

/** Files that are read while others are checked. */
const AT_ONCE = 8;

/** `workspace` has the stages of other Dockerfiles that builds take; absent where no build of the files takes one. */
export function createFileChecks({ roots, options }: RunSource, workspace?: Workspace): FileChecks {
  let faults: ConfigFault[] = [];
  const builds = new Map<string, BuildsAround | undefined>();
  const settings = runSettings(options, (uri, line, message) => {
    faults.push({ uri, line, message });
  });
  const checker = createChecker({
    client: commandLineClient(roots, () => undefined),
    settingsOf: settings.of,
    buildsAround: uri => builds.get(uri),
    ...(workspace ? { linkedBuilds: linkedBuildsOf(workspace, settings.of) } : {}),
  });

  async function checkOne({ path, around, text }: FileTask): Promise<FileOutcome> {
    const read: TextFile | Unreadable =
      text === undefined ? readTextFile(systemPath(path)) : { text, hasMark: false, isExact: true };
    if ("failure" in read) return { path, failure: read.failure };
    const uri = uriFrom(path);
    builds.set(uri, around);
    try {
      const { context, findings, notes } = await checker.check(uri, read.text);
      const problems = findings.map(finding => problemOf(context, finding));
      return { path, problems, notes, failOn: await settings.failOnFor(uri) };
    } catch (error) {
      return { path, failure: `The check failed: ${String(error)}` };
    } finally {
      builds.delete(uri);
    }
  }

  return {
    check: async tasks => {
      const outcomes: FileOutcome[] = [];
      const rest = [...tasks.entries()].reverse();
      const work = async () => {
        for (let next = rest.pop(); next; next = rest.pop()) outcomes[next[0]] = await checkOne(next[1]);
      };
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, tasks.length) }, work));
      return outcomes;
    },
    takeFaults: () => {
      const taken = faults;
      faults = [];
      return taken;
    },
  };
}
