import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { manifestTools } from "../../scripts/toolManifest";
import { TOOLS } from "../../server/src/shared/tools/definitions";

const ROOT = join(__dirname, "../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

describe("the tools in the manifest", () => {
  it("are those of the one list (npm run tools)", () => {
    const { contributes } = JSON.parse(read("package.json")) as {
      contributes: { languageModelTools: object[] };
    };
    assert.deepEqual(contributes.languageModelTools, JSON.parse(JSON.stringify(manifestTools())));
  });

  it("are all told of in docs/tools.md", () => {
    const page = read("docs/tools.md");
    for (const { name, inputSchema } of TOOLS) {
      assert.ok(page.includes(`\`${name}\``), name);
      for (const property of Object.keys(inputSchema.properties))
        assert.ok(page.includes(`\`${property}\``), property);
    }
  });
});
