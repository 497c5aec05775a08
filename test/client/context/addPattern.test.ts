import assert from "node:assert/strict";
import { leavesOut, patternFor } from "../../../client/src/context/addPattern";

const TEXTS = [
  "",
  "node_modules\n",
  "a\r\nb\r\n",
  "*\n!src\n",
  "!keep",
  "# only a comment",
  "\uFEFFx\n",
  "**/*.md\n!README.md\n",
];
const PATHS = [
  ".git",
  "a b",
  "src/x",
  "README.md",
  "#notes",
  "!important",
  "star*",
  "what?",
  "[set]",
  "back\\slash",
  "deep/#a/!b/*",
  " leading",
  "ä/ö 😀",
];
const OTHERS = [
  "other",
  "src",
  "srcs",
  "star1",
  "whatx",
  "s",
  "notes",
  "important",
  "deep",
  "docs/README.md",
];

describe("a path that is added to an ignore file", () => {
  for (const text of TEXTS) {
    for (const path of PATHS) {
      it(`is left out: ${JSON.stringify(path)} in ${JSON.stringify(text)}`, () => {
        const added = patternFor(text, path);
        assert.ok(added !== undefined);
        const after = `${text}${added}`;
        assert.ok(leavesOut(after, path));
        assert.ok(leavesOut(after, `${path}/below`));
        for (const other of OTHERS) {
          const isBelow = other === path || other.startsWith(`${path}/`);
          if (!isBelow) assert.equal(leavesOut(after, other), leavesOut(text, other), other);
        }
        // Each line as its file ends them.
        if (text.includes("\r\n")) assert.doesNotMatch(after, /(?<!\r)\n/);
        assert.ok(after.startsWith(text));
      });
    }
  }

  it("is refused where no line can say it, and where the builder rejects the file", () => {
    for (const path of ["a\nb", "trailing ", "a\r"]) assert.equal(patternFor("", path), undefined, path);
    assert.equal(patternFor("[a-\n", "x"), undefined);
  });
});
