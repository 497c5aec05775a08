import assert from "node:assert/strict";
import { report, total, type SuiteRun } from "../../scripts/testReport";

const RUNS: SuiteRun[] = [
  { name: "unit", result: { passed: 7, failed: 1, skipped: [] }, took: 1234 },
  {
    name: "builds",
    result: {
      passed: 2,
      failed: 0,
      skipped: [
        { title: "go builds", reason: "no engine answers" },
        { title: "go runs", reason: "no engine answers" },
        { title: "go flies", reason: "no wings" },
      ],
    },
    took: 60_000,
  },
];

describe("the report of all suites", () => {
  it("adds up what passed and failed", () => {
    assert.deepEqual(total(RUNS, false), { passed: 9, failed: 1 });
    assert.deepEqual(total([], false), { passed: 0, failed: 0 });
  });

  it("takes skips for failures where nothing may be skipped", () => {
    assert.deepEqual(total(RUNS, true), { passed: 9, failed: 4 });
  });

  it("has a line for each suite, one for each reason of a skip, and the sum alone on the last", () => {
    assert.deepEqual(report(RUNS, false).split("\n"), [
      "",
      "  unit    7 passed, 1 failed  (1.2 s)",
      "  builds  2 passed, 0 failed, 3 skipped  (60.0 s)",
      "",
      "Skipped:",
      "  - builds: go builds and 1 more: no engine answers",
      "  - builds: go flies: no wings",
      "",
      "9 passed, 1 failed",
    ]);
  });
});
