/**
 * Runs tests with mocha in the process that calls, and writes their counts to the file that SUITE_RESULT names. Used inside
 * VS Code's extension host and by the tests that drive its window.
 */
import { writeFileSync } from "node:fs";
import { format } from "node:util";
import type MochaType from "mocha";

interface SuiteResult {
  passed: number;
  failed: number;
  skipped: { title: string; reason: string }[];
}

export interface MochaRunOptions {
  /** Imports the test files; `describe` and `it` are in place by then. */
  load: () => Promise<unknown>;
  /** The limit of one test in milliseconds. */
  timeout: number;
  /** Stands before every line, so that another program can tell them from others. */
  mark?: string;
}

/** Answers how many tests failed. */
export async function runMocha(options: MochaRunOptions): Promise<number> {
  const { default: Mocha } = await import("mocha");
  Mocha.reporters.Base.consoleLog = (...parameters: unknown[]) => {
    console.log((options.mark ?? "") + format(...parameters));
  };
  const mocha = new Mocha({ ui: "bdd", timeout: options.timeout, slow: options.timeout / 2 });
  // What mocha does before it loads a file; ours are bundled or imported by their own names.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await options.load();
  return new Promise(resolve => {
    const result: SuiteResult = { passed: 0, failed: 0, skipped: [] };
    const runner = mocha.run(() => {
      const file = process.env["SUITE_RESULT"];
      if (file) writeFileSync(file, JSON.stringify(result));
      resolve(result.failed);
    });
    runner.on("pass", () => result.passed++);
    runner.on("fail", () => result.failed++);
    runner.on("pending", test => {
      result.skipped.push({
        title: test.fullTitle(),
        reason: skipReasons.get(test) ?? "no reason was given",
      });
    });
  });
}

const skipReasons = new WeakMap<MochaType.Runnable, string>();

/** Skips the running test and says why, or fails it where the environment wants nothing skipped. */
export function skipBecause(context: MochaType.Context, reason: string): never {
  if (process.env["DOCKERFILE_STAGES_NOTHING_SKIPPED"] === "1")
    throw new Error(`Not to be skipped: ${reason}`);
  const test = context.currentTest ?? context.test;
  if (test) skipReasons.set(test, reason);
  console.log(`      skipped: ${reason}`);
  context.skip();
}
