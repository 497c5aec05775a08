import assert from "node:assert/strict";
import { cleanPath, readIgnoreFile } from "../../server/src/shared/ignorePatterns";
import { IGNORED, SOURCES } from "./ignoreVerdicts";

describe("stages: ignore files", () => {
  for (const [text, ignored] of IGNORED)
    it(`leave out what the builder leaves out: ${JSON.stringify(text)}`, () => {
      const file = readIgnoreFile(text);
      assert.deepEqual(
        SOURCES.filter(source => file.ignores(cleanPath(source))),
        ignored,
      );
    });

  it("say nothing where a pattern means more to the builder's expressions than to ours", () => {
    for (const text of ["\\d*", "a{2}*", "[[:alpha:]]*"])
      assert.equal(readIgnoreFile(`${text}\n*`).ignores("a"), false, text);
  });
});
