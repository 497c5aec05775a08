/** How the results of several suites become one report: a line for each, what was skipped and why, and the sum. */
import { noTests, type SuiteResult, type Told } from "../test/support/suiteResult";

export interface SuiteRun {
  name: string;
  result: SuiteResult;
  /** In milliseconds. */
  took: number;
}

/** The results of all suites as one; what was skipped has failed where nothing may be skipped. */
export function total(runs: SuiteRun[], nothingSkipped: boolean): SuiteResult {
  const sum = noTests();
  for (const { result } of runs) {
    sum.passed += result.passed;
    sum.failed.push(...result.failed);
    sum.retried.push(...result.retried);
    (nothingSkipped ? sum.failed : sum.skipped).push(...result.skipped);
  }
  return sum;
}

/** The report as it is printed. Its last line is the sum, and stands alone for other programs to read. */
export function report(runs: SuiteRun[], nothingSkipped: boolean): string {
  const { passed, failed } = total(runs, nothingSkipped);
  const width = Math.max(0, ...runs.map(({ name }) => name.length));
  const suites = runs.map(({ name, result, took }) => {
    const skipped = result.skipped.length > 0 ? `, ${result.skipped.length} skipped` : "";
    const counts = `${result.passed} passed, ${result.failed.length} failed${skipped}`;
    return `  ${name.padEnd(width)}  ${counts}  (${(took / 1000).toFixed(1)} s)`;
  });
  const retries = told("Failed once, and tried again:", runs, result => result.retried);
  const failures = told("Failed:", runs, result => result.failed);
  const title = nothingSkipped ? "Skipped, which counts as failed here:" : "Skipped:";
  const skips = told(title, runs, result => result.skipped);
  return [
    "",
    ...suites,
    "",
    ...retries,
    ...failures,
    ...skips,
    `${passed} passed, ${failed.length} failed`,
  ].join("\n");
}

/** One line for each reason, because a missing engine skips many tests at once. */
function told(heading: string, runs: SuiteRun[], of: (result: SuiteResult) => Told[]): string[] {
  const titles = new Map<string, string[]>();
  for (const { name, result } of runs) {
    for (const { title, reason } of of(result)) {
      titles.set(reason, [...(titles.get(reason) ?? []), `${name}: ${title}`]);
    }
  }
  if (titles.size === 0) return [];
  const lines = [...titles].map(([reason, [first = "", ...others]]) => {
    const more = others.length > 0 ? ` and ${others.length} more` : "";
    return `  - ${first}${more}: ${reason}`;
  });
  return [heading, ...lines, ""];
}
