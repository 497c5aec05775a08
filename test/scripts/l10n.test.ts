import assert from "node:assert/strict";
import { earlyTexts, strayTexts } from "./strayTexts";
import { readSource, sourceFiles } from "../../scripts/l10n";

describe("x", () => {
  it("y", () => {
    for (const path of sourceFiles()) {
      for (const { place, text } of strayTexts(readSource(path)))
        console.log(`${place}  ${JSON.stringify(text)}`);
      assert.deepEqual(earlyTexts(readSource(path)), []);
    }
  });
});
