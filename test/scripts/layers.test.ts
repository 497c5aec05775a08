import assert from "node:assert/strict";
import { join } from "node:path";
import { Linter } from "eslint";

/** What the rule says of an import in a file, as whether it allows it. */
async function isAllowed(file: string, source: string): Promise<boolean> {
  const { layers } = (await import(join(process.cwd(), "scripts/layers.mjs"))) as { layers: object };
  const messages = new Linter().verify(
    source,
    [{ files: ["**/*.ts"], plugins: { layers }, rules: { "layers/order": "error" } }],
    join(process.cwd(), file),
  );
  assert.ok(messages.every(({ fatal }) => fatal !== true));
  return messages.length === 0;
}

const FILE = "server/src/features/x.ts";

describe("the order of imports", () => {
  const cases: [string, string, boolean][] = [
    ["server/src/dockerfile/x.ts", 'import { a } from "../stages/model/model";', false],
    ["server/src/stages/model/x.ts", 'import { a } from "../analysis/analysis";', false],
    ["server/src/stages/analysis/x.ts", 'import { a } from "../model/model";', true],
    ["server/src/rules/own/x.ts", 'import { a } from "../../features/hover";', false],
    ["server/src/convert/ecosystems/x.ts", 'import { a } from "../../stages/files/paths";', true],
    [FILE, 'import { a } from "../stages/model/graph";', true],
    [FILE, 'import { stageGraph } from "../stages/model/graph";', false],
    [FILE, 'import { stageGraph as graphOf } from "../stages/model/graph";', false],
    [FILE, 'import { readShellScript } from "../dockerfile/shellScript";', false],
    ["server/src/rules/own/x.ts", 'import { readDirectives } from "../../dockerfile/directives";', false],
    ["server/src/edits/x.ts", 'import { readStages } from "../stages/model/model";', false],
    ["server/src/stages/files/x.ts", 'import { evaluateStage } from "../evaluation/evaluateStage";', false],
    ["server/src/workspace/x.ts", 'import { readDockerfile } from "../dockerfile/dockerfile";', false],
    ["server/src/stages/analysis/x.ts", 'import { stageGraph } from "../model/graph";', true],
    ["server/src/edits/x.ts", 'import { StageModel } from "../stages/model/model";', false],
    ["server/src/rules/own/x.ts", 'import { Stage } from "../../stages/model/model";', true],
    [FILE, 'import { Analysis } from "../stages/analysis/analysis";', true],
    ["client/src/views/x.ts", 'import { a } from "../../../server/src/protocol";', true],
    ["client/src/views/x.ts", 'import { a } from "../../../server/src/features/hover";', false],
  ];
  for (const [file, source, expected] of cases)
    it(`${expected ? "allows" : "refuses"} in ${file}: ${source}`, async () => {
      assert.equal(await isAllowed(file, source), expected);
    });
});
