/** Runs tests with mocha in the process that calls: inside VS Code's extension host, or beside the window that they drive. */
import { format } from "node:util";
import { countTests, writeSuiteResult } from "../support/suiteResult";

export interface MochaRunOptions {
  /** Imports the test files; `describe` and `it` are in place by then. */
  load: () => Promise<unknown>;
  /** The limit of one test in milliseconds. */
  timeout: number;
  /** How often a test that fails is tried again: a window on a busy machine loses a click now and then. None unless said. */
  retries?: number;
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
    retries: options.retries ?? 0,
  });
  // What mocha does before it loads a file; ours are bundled or imported by their own names.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await options.load();
  return new Promise(resolve => {
    const runner = mocha.run(failures => {
      writeSuiteResult(result);
      resolve(failures);
    });
    const result = countTests(runner);
  });
}
