import assert from "node:assert/strict";
import { foldingRanges } from "../../server/src/features/folding";
import { contextOf } from "../support/feature";
import { PLAIN_DRESSES } from "./places";

/**
 * The folds of a text, beside the lines that they begin on: a line `RUN x \ #> 3` says that one begins there and ends
 * three lines on, with its kind behind that.
 */
function check(marked: string, wear = (text: string) => text): void {
  const expected: string[] = [];
  const lines = marked.split("\n").map((line, number) => {
    const [text = "", note] = line.split(/ ?#> /);
    if (note !== undefined) expected.push(`${number}+${note}`);
    return text;
  });
  const worn = wear(lines.join("\n"));
  // A dress may put lines in front.
  const above = worn.split("\n").length - lines.length;
  const found = foldingRanges(contextOf(worn))
    .filter(({ startLine }) => startLine >= above)
    .map(({ startLine, endLine, kind }) =>
      [`${startLine - above}+${endLine - startLine}`, ...(kind ? [kind] : [])].join(" "),
    );
  assert.deepEqual(found, expected);
}

const FILES: Record<string, string> = {
  stages: "ARG A\nFROM a AS a #> 2\nRUN x\nRUN y\n\n# above\nFROM b #> 1\nRUN x\nFROM c",
  "an instruction of several lines": "FROM a #> 3\nRUN x \\ #> 2\n  # why\n  y",
  "a FROM of several lines, with its stage": "FROM \\ #> 2\n  a\nRUN x\nFROM b",
  "a FROM of several lines that is all of its stage": "FROM \\ #> 1\n  a\nFROM b",
  "a heredoc, with its instruction": "FROM a #> 4\nRUN <<EOF #> 3\nx\ny\nEOF",
  "a heredoc of an instruction of several lines": "FROM a #> 5\nRUN x \\ #> 4\n  <<EOF #> 2\nx\ny\nEOF",
  "two heredocs": "FROM a #> 6\nCOPY <<A <<B / #> 5\nx\ny\nA #> 1\nz\nB",
  "an empty heredoc": "FROM a #> 2\nRUN x <<EOF #> 1\nEOF",
  "a heredoc without an end": "FROM a #> 3\nRUN <<EOF #> 2\nx\ny",
  "runs of comments": "# a #> 1 comment\n# b\n\n# c\n\n# d #> 2 comment\n  # e\n#\nFROM a",
  "directives, which are no comments": "# syntax=a\n# b #> 1 comment\n# c\nFROM a",
  "comments in a stage": "FROM a #> 4\nRUN x\n# b #> 1 comment\n# c\nRUN y",
  regions: "# region build #> 6 region\nFROM a #> 1\nRUN x\nFROM b #> 1\nRUN x\n\n# endregion",
  "regions in one another":
    "FROM a #> 6\n#region x #> 5 region\nRUN x\n# region y #> 2 region\nRUN y\n#endregion\n#endregion",
  "a region that makes its stage longer":
    "FROM a #> 4\nRUN x\n# region #> 2 region\nRUN y\n# endregion\nFROM b",
  "a region behind a stage and around the next":
    "FROM a\n# region #> 4 region\nFROM b #> 1\nRUN x\n\n# endregion",
  "no region from one stage into another":
    "FROM a #> 3\nRUN x\n# region\nRUN y\nFROM b #> 3\nRUN y\n# endregion\nRUN z",
  "no region from above a stage into it": "# region\nFROM a #> 3\nRUN x\n# endregion\nRUN y",
  "no region without an end, or a beginning": "# endregion\nFROM a\n# region",
  "comments beside marks of regions": "# region #> 3 region\n# a #> 1 comment\n# b\n# endregion\n# c",
  "no comment that only sounds like a region": "# regional #> 1 comment\n# endregional\nFROM a",
  "nothing in an empty file": "",
};

describe("folds", () => {
  for (const [title, marked] of Object.entries(FILES))
    describe(title, () => {
      for (const [dress, wear] of Object.entries(PLAIN_DRESSES)) {
        // These dresses would make directives comments, and the first stage part of another.
        if (/^(?:# syntax)/.test(marked) && ["backtick", "after a heredoc"].includes(dress)) continue;
        it(dress, () => {
          check(marked, wear);
        });
      }
    });

  it("are no more than a client takes, stages first", () => {
    const text = "# a\n# b\nFROM a\nRUN x \\\n y\nFROM b\nRUN x\n";
    const starts = (limit?: number) =>
      foldingRanges(contextOf(text), limit).map(({ startLine }) => startLine);
    assert.deepEqual(starts(), [0, 2, 3, 5]);
    assert.deepEqual(starts(3), [2, 3, 5]);
    assert.deepEqual(starts(1), [2]);
    assert.deepEqual(starts(0), []);
  });
});
