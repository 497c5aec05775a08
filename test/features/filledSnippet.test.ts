import assert from "node:assert/strict";
import { filledSnippet } from "../../server/src/features/filledSnippet";
import { HOSTILE_TEXTS } from "../support/hostileTexts";

describe("the answer to dockerfileStages/fillSnippet", () => {
  it("is the snippet with values for its tab stops, which are text whatever they hold", () => {
    const snippet = "FROM ${1:alpine} AS ${2|a,b|}\nCMD $1 \\$x$0";
    assert.equal(filledSnippet({ snippet, values: {} }).text, "FROM alpine AS a\nCMD alpine $x\n");
    assert.equal(
      filledSnippet({ snippet, values: { 1: "${2:x}$0\\", 9: "nowhere" } }).text,
      "FROM ${2:x}$0\\ AS a\nCMD ${2:x}$0\\ $x\n",
    );
  });

  it("has what the stages copy out of the build context, each once", () => {
    const snippet =
      'FROM a AS b\nCOPY x ./y /\nCOPY ["my x", "/"]\nCOPY --from=c z /\nCOPY <<EOF /\nCOPY no /\nEOF\nCOPY --chown=1 x /\nRUN x';
    assert.deepEqual(filledSnippet({ snippet, values: {} }).sources, ["x", "./y", "my x"]);
  });

  it("never throws, whatever the text", () => {
    for (const [title, { text }] of Object.entries(HOSTILE_TEXTS))
      assert.doesNotThrow(
        () => filledSnippet({ snippet: text.slice(0, 10_000), values: { 1: text.slice(0, 10_000) } }),
        title,
      );
  });
});
