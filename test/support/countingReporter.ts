// The mocha reporter of `npm test`: prints what mocha's own `spec` prints, and leaves the counts for the sum over all suites.
import { reporters, type MochaOptions, type Runner } from "mocha";
import { countTests, writeSuiteResult } from "./suiteResult";

export default class CountingReporter extends reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const result = countTests(runner);
    runner.once("end", () => {
      writeSuiteResult(result);
    });
  }
}
