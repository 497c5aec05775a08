/** Finds the problems of all files of a check, on as many threads as help. */
import { checkAroundFiles } from "./checkAroundFiles";
import { createFileChecks, isFailed } from "./checkFiles";
import type { ConfigFault, FileTask, JudgedFile } from "./checkFiles";
import type { CheckPlan } from "./checkPlan";
import type { FailedFile } from "./problem";
import { uriFrom } from "./paths";
import { checkOnThreads, threadsFor } from "./threads";
import type { Outcomes } from "./threads";
import { takesOtherBuild } from "./workspace";

/** What was found, in the order of the paths. */
export interface Found {
  readonly checked: readonly JudgedFile[];
  readonly failed: readonly FailedFile[];
  /** What is wrong in project files, each once. */
  readonly faults: readonly ConfigFault[];
}

export async function findProblems(plan: CheckPlan, tasks: readonly FileTask[]): Promise<Found> {
  const source = { roots: plan.roots, options: plan.options };
  // Other Dockerfiles are analyzed for these, which no thread can be given.
  const isLinked = ({ path }: FileTask) => takesOtherBuild(plan.workspace, uriFrom(path));
  const alone = tasks.filter(task => !isLinked(task));
  const { files, faults } = await checkOnThreads(source, alone, threadsFor(alone.length, plan.threads));
  const linked = await checkLinked(plan, tasks.filter(isLinked));
  const around = plan.around.length > 0 ? await checkAroundFiles(plan) : { files: [], faults: [] };
  const outcomes = [...files, ...linked.files, ...around.files].sort((one, other) =>
    one.path < other.path ? -1 : 1,
  );
  const said = new Map(
    [...faults, ...linked.faults, ...around.faults].map(fault => [JSON.stringify(fault), fault]),
  );
  return {
    checked: outcomes.flatMap(outcome => (isFailed(outcome) ? [] : [outcome])),
    failed: outcomes.filter(isFailed),
    faults: [...said.values()],
  };
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
