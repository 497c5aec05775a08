/** Runs tests with mocha in the process that calls: inside VS Code's extension host, or beside the window that they drive. */
import { format } from "node:util";
import type { AsyncFunc, Context, Suite, Test } from "mocha";
import { countTests, writeSuiteResult } from "../support/suiteResult";

export interface MochaRunOptions {
  /** Imports the test files; `describe` and `it` are in place by then. */
  load: () => Promise<unknown>;
  /** The limit of one test in milliseconds. */
  timeout: number;
  /** The full titles of tests, or of suites of them, that are tried once more when they fail, each with the reason. */
  retried?: Readonly<Record<string, string>>;
  /** To be called before a test that has waited in vain is tried once more (`retryWaits`); without it none is. */
  beforeRetry?: (test: Test) => Promise<void>;
  /** Stands before every line, so that another program can tell them from others. */
  mark?: string;
}

/** Leaves the counts where `npm test` finds them, and answers how many tests failed. */
export async function runMocha(options: MochaRunOptions): Promise<number> {
  const { default: Mocha } = await import("mocha");
  Mocha.reporters.Base.consoleLog = (...parameters: unknown[]) => {
    console.log((options.mark ?? "") + format(...parameters));
  };
  const mocha = new Mocha({
    ui: "bdd",
    forbidOnly: true,
    timeout: options.timeout,
    slow: options.timeout / 2,
  });
  // What mocha does before it loads a file; ours are bundled or imported by their own names.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await options.load();
  tryOnceMore(mocha.suite, Object.keys(options.retried ?? {}));
  if (options.beforeRetry) retryWaits(mocha.suite, options.beforeRetry);
  return new Promise(resolve => {
    const runner = mocha.run(failures => {
      writeSuiteResult(result);
      resolve(failures);
    });
    const result = countTests(runner);
  });
}

/** Lets these tests, and those of these suites, be tried once more. Throws for a title that is gone: such a list is kept short. */
export function tryOnceMore(root: Suite, titles: readonly string[]): void {
  const left = new Set(titles);
  const listed = new Set(titles);
  root.eachTest(test => {
    const names = [test.fullTitle(), ...suitesOf(test.parent).map(suite => suite.fullTitle())];
    const found = names.filter(name => listed.has(name));
    for (const name of found) left.delete(name);
    if (found.length > 0) test.retries(1);
  });
  if (left.size > 0) throw new Error(`There is no test to try once more: ${[...left].join("; ")}`);
}

/** The names of errors that say that something has not come: ours and Playwright's. */
const IN_VAIN: ReadonlySet<string> = new Set(["NotInTime", "TimeoutError"]);

/**
 * Lets every test that has waited in vain be tried once more. VS Code loses a key, a click or the change of a file that comes while it
 * draws or reads anew, and nothing tells when it has: a test can only see that what it waits for does not come. A test
 * that has found something else than it should has failed.
 */
export function retryWaits(root: Suite, beforeRetry: (test: Test) => Promise<void>): void {
  root.eachTest(test => {
    const run = test.fn as AsyncFunc | undefined;
    if (run === undefined) return;
    // Mocha tries a copy of the test, with this function.
    let isTried = false;
    test.fn = async function (this: Context) {
      try {
        await run.call(this);
      } catch (error) {
        const running = this.test as Test | undefined;
        if (!(error instanceof Error) || !IN_VAIN.has(error.name) || running === undefined) throw error;
        if (!isTried) await beforeRetry(running);
        isTried = true;
        this.retries(1);
        throw error;
      }
    };
  });
}

function suitesOf(suite: Suite | undefined): Suite[] {
  return suite === undefined ? [] : [suite, ...suitesOf(suite.parent)];
}
