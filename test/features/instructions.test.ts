import assert from "node:assert/strict";
import { instructionsAnswer } from "../../server/src/features/instructions";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
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

  it("has the bodies of heredocs, without the lines that end them", () => {
    const text = "FROM a\nRUN <<ONE cat && cat <<-TWO\na\nb\nONE\n\tc\nTWO\nCOPY <<E /x\nE\nRUN <<OPEN\nz";
    const context = contextOf(text);
    assert.deepEqual(
      instructionsAnswer(context).instructions.map(({ heredocs }) =>
        heredocs?.map(range => context.document.getText(range)),
      ),
      [undefined, ["a\nb\n", "\tc\n"], [""], ["z"]],
    );
  });

  it("says which the builder numbers as steps of a stage", () => {
    const text = [
      "ARG A",
      "FROM alpine AS img",
      "RUN one",
      "WORKDIR /",
      "ENV UP=..",
      "WORKDIR /x",
      "WORKDIR ${UP}",
      "FROM img",
      "WORKDIR y",
      "WORKDIR ../..",
      "COPY . .",
      "USER me",
      "FROM scratch",
      "WORKDIR /.",
      "WORKDIR //",
      'WORKDIR "/"',
      "WORKDIR .",
      "ADD a /",
      "FROM lib",
    ].join("\n");
    const context = contextOf(text, {
      ...DEFAULT_SETTINGS,
      build: { context: "", contexts: { lib: "." }, platforms: [] },
    });
    assert.deepEqual(
      instructionsAnswer(context).instructions.map(({ stage, step }) => [stage, step]),
      [
        [null, null],
        [0, "numbered"],
        [0, "numbered"],
        [0, "counted"],
        [0, null],
        [0, "numbered"],
        [0, "counted"],
        [1, null],
        [1, "numbered"],
        [1, "counted"],
        [1, "numbered"],
        [1, null],
        [2, null],
        [2, "numbered"],
        [2, "numbered"],
        [2, "counted"],
        [2, "counted"],
        [2, "numbered"],
        [3, "counted"],
      ],
    );
  });

  it("says how many steps the base holds back for the stages that are based on it", () => {
    const text = "FROM a AS b\nONBUILD RUN x\nONBUILD ENV A=b\nONBUILD copy a /\nFROM b AS c\nFROM c\n";
    assert.deepEqual(
      instructionsAnswer(contextOf(text)).instructions.map(({ triggers }) => triggers),
      [undefined, undefined, undefined, undefined, 2, undefined],
    );
  });
});
