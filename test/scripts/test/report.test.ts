import assert from "node:assert/strict";
import { noTests, type SuiteResult } from "../../support/suiteResult";
import { report, total, type SuiteRun } from "../../../scripts/test/report";

const RUNS: SuiteRun[] = [
  {
    name: "unit",
    result: {
      ...noTests(),
      passed: 7,
      failed: [{ title: "a stage is found", reason: "0 == 1" }],
      retried: [{ title: "a lens is clicked", reason: "nothing came" }],
      slowest: [{ title: "a lens is clicked", took: 900 }],
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
      slowest: [
        { title: "go builds", took: 50_000 },
        { title: "go runs", took: 120 },
      ],
    },
    took: 60_000,
  },
];

const MISSING = [{ title: "an engine", reason: "no engine answers" }];

const counts = ({ passed, failed, skipped }: SuiteResult) => [passed, failed.length, skipped.length];

describe("the report of all suites", () => {
  it("adds up what passed and failed", () => {
    assert.deepEqual(counts(total(RUNS, MISSING, false)), [9, 1, 3]);
    assert.deepEqual(counts(total([], [], false)), [0, 0, 0]);
  });

  it("takes skips, and what is missing, for failures where nothing may be skipped", () => {
    assert.deepEqual(counts(total(RUNS, MISSING, true)), [9, 5, 0]);
  });

  it("has a line for each suite, the slowest tests, a line for each reason of a retry, a failure or a skip, and the sum alone on the last", () => {
    assert.deepEqual(report(RUNS, MISSING, false, 61_000).split("\n"), [
      "",
      "  unit    7 passed, 1 failed  (1.2 s)",
      "  builds  2 passed, 0 failed, 3 skipped  (60.0 s)",
      "  all     in 61.0 s",
      "",
      "The slowest:",
      "    50.0 s  builds: go builds",
      "     0.9 s  unit: a lens is clicked",
      "     0.1 s  builds: go runs",
      "",
      "Needed and not to be had:",
      "  - an engine: no engine answers",
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
