import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { TUTORIAL_PAGE, tutorialPage } from "../../scripts/tutorialPage";

describe("docs/tutorials.md", () => {
  it("is as `npm run tutorials` writes it", async () => {
    assert.equal(readFileSync(TUTORIAL_PAGE, "utf8"), await tutorialPage());
  });
});
