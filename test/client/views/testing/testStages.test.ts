import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { namePatterns, testStages } from "../../../../client/src/views/testing/testStages";
import { stagesOfDockerfile } from "../../../../server/src/features/stagesOfDockerfile";
import { contextOf } from "../../../support/feature";

const MANIFEST = JSON.parse(readFileSync(join(__dirname, "../../../../package.json"), "utf8")) as {
  contributes: { configuration: { properties: Record<string, { default: string[] }> }[] };
};
const DEFAULTS = MANIFEST.contributes.configuration.flatMap(
  ({ properties }) => properties["dockerfileStages.testStages"]?.default ?? [],
);

/** The names that patterns mean, of those that are given. */
const CASES: [patterns: string[], meant: string[], others: string[]][] = [
  [
    DEFAULTS,
    ["test", "TEST", "tests", "unit-test", "test-e2e", "pytest", "lint", "golangci-lint", "eslint", "linter"],
    ["build", "latest", "go-latest", "final", "tes", "lin"],
  ],
  [["check"], ["check", "Check"], ["checks", "precheck"]],
  [["ci-*"], ["ci-", "ci-unit"], ["ci", "my-ci-x"]],
  [["*a*b*"], ["ab", "xaybz"], ["ba", "a"]],
  [
    ["*", "!*build*"],
    ["x", "test"],
    ["build", "rebuild"],
  ],
  [["!x"], [], ["x", "y"]],
  [["", "  "], [], ["", "x"]],
  [
    ["te.t", "[a]", "a+"],
    ["te.t", "[a]", "a+"],
    ["test", "a", "aa"],
  ],
];

describe("the stages that are tests", () => {
  for (const [patterns, meant, others] of CASES)
    it(`are those of ${JSON.stringify(patterns)}`, () => {
      const isTest = namePatterns(patterns);
      assert.deepEqual([...meant, ...others].filter(isTest), meant);
    });

  it("take linear time, whatever the pattern", () => {
    const isTest = namePatterns(["*a".repeat(100)]);
    assert.equal(isTest("a".repeat(99)), false);
    assert.equal(isTest("a".repeat(100_000)), true);
  });

  it("have names, and of several with one name it is the last that a build means", () => {
    const text = "FROM a AS Test\nFROM b\nFROM c AS build\nFROM d AS lint\nFROM e AS test\n";
    const stages = testStages(stagesOfDockerfile(contextOf(text)), namePatterns(DEFAULTS));
    assert.deepEqual(
      stages.map(({ name, label, range }) => [name, label, range.start.line]),
      [
        ["lint", "lint", 3],
        ["test", "test", 4],
      ],
    );
  });
});
