import assert from "node:assert/strict";
import { noTests, type SuiteResult } from "../support/suiteResult";
import { report, total, type SuiteRun } from "../../scripts/testReport";

const RUNS: SuiteRun[] = [
  {
    name: "unit",
    result: {
      ...noTests(),
      passed: 7,
      failed: [{ title: "a stage is found", reason: "0 == 1" }],
      retried: [{ title: "a lens is clicked", reason: "nothing came" }],
    },
    took: 1234,
  },
  {
    name: "builds",
    result: {
      ...noTests(),
      passed: 2,
      skipped: [
        { title: "go builds", reason: "no engine answers" },
        { title: "go runs", reason: "no engine answers" },
        { title: "go flies", reason: "no wings" },
      ],
    },
    took: 60_000,
  },
];

const counts = ({ passed, failed, skipped }: SuiteResult) => [passed, failed.length, skipped.length];

describe("the report of all suites", () => {
  it("adds up what passed and failed", () => {
    assert.deepEqual(counts(total(RUNS, false)), [9, 1, 3]);
    assert.deepEqual(counts(total([], false)), [0, 0, 0]);
  });

  it("takes skips for failures where nothing may be skipped", () => {
    assert.deepEqual(counts(total(RUNS, true)), [9, 4, 0]);
  });

  it("has a line for each suite, one for each reason of a retry, a failure or a skip, and the sum alone on the last", () => {
    assert.deepEqual(report(RUNS, false).split("\n"), [
      "",
      "  unit    7 passed, 1 failed  (1.2 s)",
      "  builds  2 passed, 0 failed, 3 skipped  (60.0 s)",
      "",
      "Failed once, and tried again:",
      "  - unit: a lens is clicked: nothing came",
      "",
      "Failed:",
      "  - unit: a stage is found: 0 == 1",
      "",
      "Skipped:",
      "  - builds: go builds and 1 more: no engine answers",
      "  - builds: go flies: no wings",
      "",
      "9 passed, 1 failed",
    ]);
  });
});
