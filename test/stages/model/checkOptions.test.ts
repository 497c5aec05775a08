import assert from "node:assert/strict";
import { readDirectives } from "../../../server/src/dockerfile/directives";
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import {
  fileCheckOptions,
  includesRule,
  instructionCheckOptions,
  parseCheckOptions,
} from "../../../server/src/stages/model/checkOptions";

function options(value: string): string {
  const { skip, experimental, error, problem } = fileCheckOptions(readDirectives(`# check=${value}\n`));
  const list = (rules: ReadonlySet<string> | "all") => (rules === "all" ? "all" : [...rules].join("+"));
  return problem ?? `skip ${list(skip)}; experimental ${list(experimental)}; error ${error}`;
}

const TABLE: Record<string, string> = {
  "skip=A": "skip A; experimental ; error false",
  "skip=A,B": "skip A+B; experimental ; error false",
  "skip=all": "skip all; experimental ; error false",
  "skip=A;error=true": "skip A; experimental ; error true",
  "error=true;skip=A;experimental=all": "skip A; experimental all; error true",
  "error=1": "skip ; experimental ; error true",
  "error=False": "skip ; experimental ; error false",
  "skip=A B": "skip A; experimental ; error false",
  "skip=A, B": "skip A+; experimental ; error false",
  "skip=A; error=true": 'failed to parse check options: invalid check option ""',
  "skip=A;": 'failed to parse check options: invalid check option ""',
  skip: 'failed to parse check options: invalid check option "skip"',
  "Skip=A": 'failed to parse check options: invalid check option "Skip"',
  "error=yes":
    'failed to parse check options: failed to parse check option "error=yes": strconv.ParseBool: parsing "yes": invalid syntax',
};

describe("stages: check options", () => {
  for (const [value, expected] of Object.entries(TABLE))
    it(JSON.stringify(value), () => {
      assert.equal(options(value), expected);
    });

  const skipped = (text: string) => {
    const { skip } = fileCheckOptions(readDirectives(text));
    return includesRule(skip, "A");
  };

  it("of a file are those of its directive", () => {
    assert.equal(skipped("# check=skip=A\nFROM a\n"), true);
    assert.equal(skipped("# check=skip=all\nFROM a\n"), true);
    assert.equal(skipped("# syntax=x\n# check=skip=B,A\nFROM a\n"), true);
    assert.equal(skipped("# check=skip=B\nFROM a\n"), false);
    assert.equal(skipped("FROM a\n# check=skip=A\n"), false);
  });

  it("of a build are read to their end", () => {
    const { skip, error, problem } = parseCheckOptions(" skip=B, A; error = true ");
    assert.deepEqual([includesRule(skip, "A"), error, problem], [true, true, null]);
    assert.equal(parseCheckOptions("").problem, null);
  });

  it("of a file are not seen where they are indented", () => {
    assert.equal(skipped(" # check=skip=A\nFROM a\n"), false);
  });

  it("of an instruction are those of the first such comment above it", () => {
    const above = (comments: string) => {
      const line = readDockerfile(`FROM a\n${comments}FROM b\n`).lines.at(-1);
      return includesRule(instructionCheckOptions(line?.comments ?? []).skip, "A");
    };
    assert.equal(above("# check=skip=A\n"), true);
    assert.equal(above("# build it\n# check=skip=A\n"), true);
    assert.equal(above("# check=skip=B\n# check=skip=A\n"), false);
    assert.equal(above("# check=skip=A\n#\n"), false);
    assert.equal(above(" # check=skip=A\n"), false);
    assert.equal(above(""), false);
  });
});
