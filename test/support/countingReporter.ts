// The mocha reporter of `npm test`: prints what mocha's own `spec` prints, or with `--reporter-option brief` a line for
// each topic instead of one for each test, and leaves the counts for the sum over all suites.
import { reporters, type MochaOptions, type Runner } from "mocha";
import { countTests, writeSuiteResult, type SuiteResult } from "./suiteResult";

const { Base, Spec } = reporters;

export default class CountingReporter extends Base {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const result = countTests(runner);
    const { brief } = (options.reporterOptions ?? {}) as { brief?: unknown };
    if (brief) {
      printTopics(runner, result);
      runner.once("end", () => {
        this.epilogue(); // tells every failure
      });
    } else {
      new Spec(runner, options);
    }
    runner.once("end", () => {
      writeSuiteResult(result);
    });
  }
}

/** Thousands of lines that say "passed" would hide the one that does not. */
function printTopics(runner: Runner, result: Readonly<SuiteResult>): void {
  let told = { passed: 0, failed: 0, skipped: 0 };
  runner.on("suite end", suite => {
    if (!suite.parent?.root) return;
    const now = { passed: result.passed, failed: result.failed.length, skipped: result.skipped.length };
    const failed = now.failed - told.failed;
    const skipped = now.skipped - told.skipped;
    const others = (failed > 0 ? `, ${failed} failed` : "") + (skipped > 0 ? `, ${skipped} skipped` : "");
    Base.consoleLog(`  ${failed > 0 ? "✗" : "✔"} ${suite.title}: ${now.passed - told.passed}${others}`);
    told = now;
  });
}
