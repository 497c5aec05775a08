/** How the results of several suites become one report: a line for each, what was skipped and why, and the sum. */
import { addResult, noTests, type SuiteResult, type Timed, type Told } from "../../test/support/suiteResult";

export interface SuiteRun {
  name: string;
  result: SuiteResult;
  /** In milliseconds. */
  took: number;
}

/**
 * The results of all suites as one. Where nothing may be skipped, what was skipped has failed, and so has what the suites need
 * and could not get.
 */
export function total(
  runs: readonly SuiteRun[],
  missing: readonly Told[],
  nothingSkipped: boolean,
): SuiteResult {
  const sum = noTests();
  for (const { name, result } of runs) {
    const slowest = result.slowest.map(({ title, took }) => ({ title: `${name}: ${title}`, took }));
    addResult(sum, { ...result, slowest });
  }
  return nothingSkipped ? { ...sum, failed: [...sum.failed, ...sum.skipped, ...missing], skipped: [] } : sum;
}

/**
 * The report as it is printed: `took` is what the whole run took, in milliseconds. Its last line is the sum, and stands alone
 * for other programs to read.
 */
export function report(
  runs: readonly SuiteRun[],
  missing: readonly Told[],
  nothingSkipped: boolean,
  took: number,
): string {
  const { passed, failed, slowest } = total(runs, missing, nothingSkipped);
  const width = Math.max(0, ...runs.map(({ name }) => name.length));
  const suites = runs.map(({ name, result, took: own }) => {
    const skipped = result.skipped.length > 0 ? `, ${result.skipped.length} skipped` : "";
    const counts = `${result.passed} passed, ${result.failed.length} failed${skipped}`;
    return `  ${name.padEnd(width)}  ${counts}  (${seconds(own)})`;
  });
  const retries = told("Failed once, and tried again:", runs, result => result.retried);
  const failures = told("Failed:", runs, result => result.failed);
  const title = nothingSkipped ? "Skipped, which counts as failed here:" : "Skipped:";
  const skips = told(title, runs, result => result.skipped);
  const lacks = missing.map(({ title: what, reason }) => `  - ${what}: ${reason}`);
  return [
    "",
    ...suites,
    `  ${"all".padEnd(width)}  in ${seconds(took)}`,
    "",
    ...(slowest.length > 0 ? ["The slowest:", ...slowest.map(slow), ""] : []),
    ...(lacks.length > 0 ? ["Needed and not to be had:", ...lacks, ""] : []),
    ...retries,
    ...failures,
    ...skips,
    `${passed} passed, ${failed.length} failed`,
  ].join("\n");
}

function slow({ title, took }: Timed): string {
  return `  ${seconds(took).padStart(8)}  ${title}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** One line for each reason, because a missing engine skips many tests at once. */
function told(heading: string, runs: readonly SuiteRun[], of: (result: SuiteResult) => Told[]): string[] {
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
