import assert from "node:assert/strict";
import { BAKE_FUNCTIONS, BAKE_FUNCTIONS_FILE, OPEN_FUNCTIONS } from "./bakeFunctions";
import { ROOT, readFile, textFiles } from "./read";

async function argumentsOf(text: string): Promise<(string | null)[]> {
  const { uses } = await readFile(`${ROOT}/docker-bake.hcl`, textFiles({ "docker-bake.hcl": text }));
  const [use] = uses;
  assert.ok(use);
  return [...use.args.values()].map(({ value }) => (value === null || value.isOpen ? null : value.text));
}

describe("functions of bake that hash, code and compute with networks", () => {
  it("give what bake gives", async () => {
    const given = await argumentsOf(BAKE_FUNCTIONS_FILE);
    assert.deepEqual(given, Object.values(BAKE_FUNCTIONS));
  });

  for (const expression of OPEN_FUNCTIONS)
    it(`are open where bake gives nothing that lasts: ${expression}`, async () => {
      assert.deepEqual(await argumentsOf(`target "default" {\n  args = { A = ${expression} }\n}\n`), [null]);
    });
});
