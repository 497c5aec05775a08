import assert from "node:assert/strict";
import { instructionsAnswer } from "../../server/src/features/instructions";
import { contextOf } from "../support/feature";

describe("the answer to dockerfileStages/instructions", () => {
  it("is every instruction as one line, with the range that it takes in the file", () => {
    const text = "# x\nfrom a AS b\n  RUN one && \\\n# comment\n\n  two\nCOPY <<EOF /x\nFROM no\nEOF\n";
    const context = contextOf(text);
    assert.deepEqual(
      instructionsAnswer(context).instructions.map(({ keyword, text: line, range }) => [
        keyword,
        line,
        context.document.getText(range),
      ]),
      [
        ["FROM", "from a AS b", "from a AS b"],
        ["RUN", "RUN one &&   two", "RUN one && \\\n# comment\n\n  two"],
        ["COPY", "COPY <<EOF /x", "COPY <<EOF /x\nFROM no\nEOF"],
      ],
    );
  });
});
