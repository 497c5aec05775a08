/** In which order suites run, and which of them beside each other. */
import type { Suite } from "./suites";

/**
 * Runs each suite once and answers the results in the order of the suites. Those that others use run first, one after the
 * other; then the lanes beside each other, or one after the other where `isWide` does not hold.
 */
export async function runInLanes<Result>(
  suites: readonly Suite[],
  isWide: boolean,
  run: (suite: Suite) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<Suite, Promise<Result>>();
  const runAll = async (some: readonly Suite[]): Promise<void> => {
    for (const suite of some) {
      const running = run(suite);
      results.set(suite, running);
      await running;
    }
  };
  const used = new Set(suites.flatMap(({ uses = [] }) => uses));
  await runAll(suites.filter(({ name }) => used.has(name)));
  const left = suites.filter(({ name }) => !used.has(name));
  await Promise.all((isWide ? lanesOf(left) : [left]).map(runAll));
  return Promise.all(
    [...results].sort(([a], [b]) => suites.indexOf(a) - suites.indexOf(b)).map(([, result]) => result),
  );
}

/** The suites by their lanes, in their order. */
export function lanesOf(suites: readonly Suite[]): Suite[][] {
  const lanes = new Map<Suite["lane"], Suite[]>();
  for (const suite of suites) lanes.set(suite.lane, [...(lanes.get(suite.lane) ?? []), suite]);
  return [...lanes.values()];
}
