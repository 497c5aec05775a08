import "../../support/fakeEditor";
import assert from "node:assert/strict";
import { excludePattern } from "../../../client/src/server/workspaceFiles";

describe("the files of the workspace that the editor finds", () => {
  it("are not those of search.exclude: its patterns are one", () => {
    const setting = {
      "**/node_modules": true,
      "**/*.{js,map}": true,
      "**/off": false,
      "**/*.o": { when: "$(basename).c" },
    };
    assert.equal(excludePattern(setting), "{**/node_modules,**/*.{js,map}}");
  });

  it("are those that files.exclude leaves, where nothing else is set", () => {
    assert.equal(excludePattern({}), undefined);
    assert.equal(excludePattern(undefined), undefined);
    assert.equal(excludePattern({ "**/off": false }), undefined);
  });
});
