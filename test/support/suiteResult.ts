// What a suite of tests says about its run: how many tests passed and failed, and which were skipped and why. Every suite
// is a process of its own and leaves this as JSON in the file that SUITE_RESULT names; `npm test` adds them up.
import { writeFileSync } from "node:fs";
import type { Context, Runnable, Runner, Suite, Test } from "mocha";

export interface SuiteResult {
  passed: number;
  failed: Told[];
  skipped: Told[];
  /** Those that failed and were tried again, however that ended. */
  retried: Told[];
  /** What took longest, the longest first: not all, {@link SLOWEST} at most. */
  slowest: Timed[];
}

/** A test of which something is told, and the reason. */
export interface Told {
  title: string;
  reason: string;
}

/** A test, or what is done before or after tests, and how long it took in milliseconds. */
export interface Timed {
  title: string;
  took: number;
}

/** How many of the slowest tests a report has. */
export const SLOWEST = 10;

/** Where a skip is as bad as a failure, because all that the tests need was set up: in continuous integration. */
export const NOTHING_SKIPPED = process.env["DOCKERFILE_STAGES_NOTHING_SKIPPED"] === "1";

/** The result of a suite without a test. */
export function noTests(): SuiteResult {
  return { passed: 0, failed: [], skipped: [], retried: [], slowest: [] };
}

/** Adds a result to a sum. */
export function addResult(
  sum: SuiteResult,
  { passed, failed, skipped, retried, slowest }: SuiteResult,
): void {
  sum.passed += passed;
  sum.failed.push(...failed);
  sum.skipped.push(...skipped);
  sum.retried.push(...retried);
  sum.slowest = slowestOf([...sum.slowest, ...slowest]);
}

/** Counts the tests of a mocha run; the result is complete when the run has ended. */
export function countTests(runner: Runner): SuiteResult {
  const result = noTests();
  const time = (done: Runnable): void => {
    const timed = { title: done.fullTitle(), took: done.duration ?? 0 };
    result.slowest = slowestOf([...result.slowest, timed]);
  };
  runner.on("test end", time);
  runner.on("hook end", time);
  runner.on("pass", () => result.passed++);
  runner.on("fail", (test, error: unknown) => result.failed.push(failureOf(test.fullTitle(), error)));
  // Mocha says it of a copy of the test, whose title is the same.
  runner.on("retry", (test: Test, error: unknown) => result.retried.push(failureOf(test.fullTitle(), error)));
  runner.on("pending", test => result.skipped.push({ title: test.fullTitle(), reason: skipReason(test) }));
  return result;
}

/** Those that took longest, the longest first. */
export function slowestOf(timed: readonly Timed[]): Timed[] {
  return [...timed].sort((a, b) => b.took - a.took).slice(0, SLOWEST);
}

/** A failure with the first line of what the error says. */
export function failureOf(title: string, error: unknown): Told {
  const message = error instanceof Error ? error.message : String(error);
  return { title, reason: message.trim().split("\n", 1)[0] ?? "" };
}

/** Leaves the result where `npm test` finds it. Does nothing when nobody asked for it. */
export function writeSuiteResult(result: SuiteResult): void {
  const file = process.env["SUITE_RESULT"];
  if (file) writeFileSync(file, JSON.stringify(result));
}

/** Leaves the result of a suite that cannot run here at all: a skip with its reason, or a failure where nothing may be skipped. */
export function skipSuite(title: string, reason: string): void {
  console.log(`${title} cannot run here: ${reason}`);
  const told = [{ title, reason }];
  writeSuiteResult({ ...noTests(), [NOTHING_SKIPPED ? "failed" : "skipped"]: told });
  process.exitCode = NOTHING_SKIPPED ? 1 : 0;
}

const skipReasons = new WeakMap<Runnable | Suite, string>();

/** Skips the running test, or in a `before` hook the tests of its suite, and says why; a failure where nothing may be skipped. */
export function skipBecause(context: Context, reason: string): never {
  if (NOTHING_SKIPPED) throw new Error(`Nothing may be skipped here, but ${reason}`);
  const running: (Runnable & { type?: string }) | undefined = context.test;
  const skipped = running?.type === "hook" ? running.parent : running;
  if (skipped) skipReasons.set(skipped, reason);
  context.skip();
}

function skipReason(test: Test): string {
  const own = skipReasons.get(test);
  if (own) return own;
  for (let suite = test.parent; suite; suite = suite.parent) {
    const reason = skipReasons.get(suite);
    if (reason) return reason;
  }
  return "no reason is given";
}
