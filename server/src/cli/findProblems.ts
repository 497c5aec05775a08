/** Finds the problems of all files of a check, on as many threads as help. */
import { checkAroundFiles } from "./checkAroundFiles";
import { isFailed } from "./checkFiles";
import type { ConfigFault, FileTask, JudgedFile } from "./checkFiles";
import type { CheckPlan } from "./checkPlan";
import type { FailedFile } from "./problem";
import { checkOnThreads, threadsFor } from "./threads";

/** What was found, in the order of the paths. */
export interface Found {
  readonly checked: readonly JudgedFile[];
  readonly failed: readonly FailedFile[];
  /** What is wrong in project files, each once. */
  readonly faults: readonly ConfigFault[];
}

export async function findProblems(plan: CheckPlan, tasks: readonly FileTask[]): Promise<Found> {
  const { files, faults } = await checkOnThreads(
    { roots: plan.roots, options: plan.options },
    tasks,
    threadsFor(tasks.length, plan.threads),
  );
  const around = plan.around.length > 0 ? await checkAroundFiles(plan) : { files: [], faults: [] };
  const outcomes = [...files, ...around.files].sort((one, other) => (one.path < other.path ? -1 : 1));
  const said = new Map([...faults, ...around.faults].map(fault => [JSON.stringify(fault), fault]));
  return {
    checked: outcomes.flatMap(outcome => (isFailed(outcome) ? [] : [outcome])),
    failed: outcomes.filter(isFailed),
    faults: [...said.values()],
  };
}
