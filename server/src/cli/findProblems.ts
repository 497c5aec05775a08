/** Finds the problems of all files of a check, on as many threads as help. */
import { createFileChecks, isFailed } from "./checkFiles";
import type { ConfigFault, FileTask, JudgedFile, Outcomes } from "./checkFiles";
import type { CheckPlan } from "./checkPlan";
import type { FailedFile } from "./problem";
import { uriFrom } from "./paths";
import { threadsFor } from "./threadCount";
import { takesOtherBuild } from "./workspace";

/** What was found, in the order of the paths. */
export interface Found {
  readonly checked: readonly JudgedFile[];
  readonly failed: readonly FailedFile[];
  /** What is wrong in project files, each once. */
  readonly faults: readonly ConfigFault[];
}

export async function findProblems(plan: CheckPlan, tasks: readonly FileTask[]): Promise<Found> {
  // Other Dockerfiles are analyzed for these, which no thread can be given.
  const isLinked = ({ path }: FileTask) => takesOtherBuild(plan.workspace, uriFrom(path));
  const found = [
    await checkAlone(
      plan,
      tasks.filter(task => !isLinked(task)),
    ),
    await checkLinked(plan, tasks.filter(isLinked)),
    await checkAround(plan),
  ];
  const outcomes = found.flatMap(({ files }) => files).sort((one, other) => (one.path < other.path ? -1 : 1));
  const said = new Map(
    found.flatMap(({ faults }) => faults.map(fault => [JSON.stringify(fault), fault] as const)),
  );
  return {
    checked: outcomes.flatMap(outcome => (isFailed(outcome) ? [] : [outcome])),
    failed: outcomes.filter(isFailed),
    faults: [...said.values()],
  };
}

/** Checks those that nothing links. One or a few are done before a thread has started. */
async function checkAlone(
  { roots, options, threads: asked }: CheckPlan,
  tasks: readonly FileTask[],
): Promise<Outcomes> {
  const threads = threadsFor(tasks.length, asked);
  if (threads > 1) return (await import("./threads")).checkOnThreads({ roots, options }, tasks, threads);
  const checks = createFileChecks({ roots, options });
  return { files: await checks.check(tasks), faults: checks.takeFaults() };
}

/** Checks those whose builds take stages of other Dockerfiles. */
async function checkLinked(
  { roots, options, workspace }: CheckPlan,
  tasks: readonly FileTask[],
): Promise<Outcomes> {
  if (tasks.length === 0) return { files: [], faults: [] };
  const checks = createFileChecks({ roots, options }, workspace);
  return { files: await checks.check(tasks), faults: checks.takeFaults() };
}

async function checkAround(plan: CheckPlan): Promise<Outcomes> {
  if (plan.around.length === 0) return { files: [], faults: [] };
  return (await import("./checkAroundFiles")).checkAroundFiles(plan);
}
