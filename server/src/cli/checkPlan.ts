/** What a check has to do: which files, with which options, in which workspace. */
import { isBelow } from "../around/paths";
import type { FileTask, RunSource } from "./checkFiles";
import type { Invocation } from "./command";
import { pathFrom, systemPath, uriFrom } from "./paths";
import { failureLine } from "./problem";
import type { FailedFile } from "./problem";
import { rootOfPath, rootsFor } from "./roots";
import { readRunOptions } from "./runOptions";
import { folderFor, readAsked, selectFiles } from "./selection";
import type { Asked } from "./selection";
import { readStandardInput } from "./standardInput";
import { isFolder } from "./textFile";
import { UsageError } from "./usageError";
import { openWorkspace } from "./workspace";
import type { Workspace } from "./workspace";

/** A check that can begin. */
export interface CheckPlan extends RunSource {
  readonly workspace: Workspace;
  readonly tasks: readonly FileTask[];
  /** Files around Dockerfiles that are checked, too. */
  readonly around: readonly string[];
  /** What was asked for and is not there. */
  readonly failed: readonly FailedFile[];
  readonly notes: readonly string[];
  /** The Dockerfile that came from standard input. */
  readonly input: { readonly path: string; readonly text: string } | null;
  /** How many threads are asked for; null for as many as help. */
  readonly threads: number | null;
}

/** Reads what is asked for, and the workspace around it. Throws a {@link UsageError}. */
export async function planCheck(invocation: Invocation): Promise<CheckPlan> {
  const { positionals, value, has } = invocation;
  const options = readRunOptions(invocation);
  const input = await inputOf(invocation);
  const { asked, failed } = input
    ? { asked: [{ written: "-", path: input.path, kind: "file" } satisfies Asked], failed: [] }
    : readAsked(positionals);
  const named = value("workspace");
  const roots =
    named === undefined ? rootsFor(asked.map(folderFor), pathFrom(".")) : [rootOfPath(pathFrom(named))];
  const isSearched = asked.some(({ kind }) => kind !== "file");
  const alone = isSearched ? "paths" : "nothing";
  const workspace = await openWorkspace(roots, has("no-workspace") ? alone : "uses");
  const selected = selectFiles(asked, workspace);
  const { dockerfiles, around } = selected;
  // A folder of somebody else's beside what is asked for, as that of a database, fails no check.
  const isAsked = ({ path }: FailedFile) => asked.some(each => isBelow(folderAsked(each), path));
  return {
    roots,
    options,
    workspace,
    tasks: dockerfiles.map(path => ({
      path,
      around: workspace.buildsAround(uriFrom(path)),
      ...(input ? { text: input.text } : {}),
    })),
    around: input ? [] : around,
    failed: [...failed, ...workspace.failed.filter(isAsked), ...selected.failed],
    notes: [
      ...workspace.notes,
      ...workspace.failed.filter(each => !isAsked(each)).map(failureLine),
      ...selected.notes,
    ],
    input,
    threads: countFrom(value("threads")),
  };
}

/** What is asked for: a file, or the folder in which a pattern begins. */
function folderAsked(asked: Asked): string {
  return asked.kind === "file" ? asked.path : folderFor(asked);
}

async function inputOf({ positionals, value }: Invocation): Promise<CheckPlan["input"]> {
  if (!positionals.includes("-")) {
    if (value("stdin-filename") !== undefined)
      throw new UsageError("--stdin-filename is the path of standard input: add the argument -.");
    return null;
  }
  if (positionals.length > 1) throw new UsageError("Standard input (-) is checked by itself.");
  const written = value("stdin-filename");
  const path = pathFrom(written ?? "Dockerfile");
  if (written !== undefined && isFolder(systemPath(path)))
    throw new UsageError(`--stdin-filename ${written}: This is a folder.`);
  const read = await readStandardInput();
  if ("failure" in read) throw new UsageError(`Standard input: ${read.failure}`);
  return { path, text: read.text };
}

function countFrom(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new UsageError(`--threads takes a number from 1 to 999, not "${text}".`);
}
