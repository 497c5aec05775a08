import { strict as assert } from "node:assert";
import { neededSource } from "../../../client/src/inside/neededSource";
import { modelOf } from "../modelOf";

const TEXT = `ARG V=1
FROM alpine:$V AS base
RUN true

FROM base AS build
RUN make

FROM alpine AS other
RUN other

FROM scratch
COPY --from=build /a /a
COPY --from=other /b /b
`;

function source(text: string, index: number): string {
  return neededSource(modelOf(text), text.split("\n"), index);
}

describe("what a stage is made of", () => {
  const edits: [about: string, from: string, to: string, changed: number[]][] = [
    ["an argument before all stages", "V=1", "V=2", [0, 1, 2, 3]],
    ["a base", "RUN true", "RUN false", [0, 1, 3]],
    ["a stage", "RUN make", "RUN make all", [1, 3]],
    ["a stage that is copied from", "RUN other", "RUN another", [2, 3]],
    ["the last stage", "/a /a", "/a /c", [3]],
    ["what stands between stages", "RUN make\n", "RUN make\n\n# about the next\n", []],
    ["a stage that is added", "FROM alpine AS other", "FROM x AS new\nFROM alpine AS other", []],
  ];
  for (const [about, from, to, changed] of edits)
    it(`changes with ${about}`, () => {
      const edited = TEXT.replace(from, to);
      assert.notEqual(edited, TEXT);
      const before = modelOf(TEXT).stages;
      const after = modelOf(edited).stages;
      const differing = before
        .filter(({ index, displayName }) => {
          const now = after.findIndex(stage => stage.displayName === displayName);
          return source(TEXT, index) !== source(edited, now < 0 ? after.length - 1 : now);
        })
        .map(({ index }) => index);
      assert.deepEqual(differing, changed);
    });

  it("is found in a file that goes in circles, too", () => {
    const text = "FROM a AS a\nCOPY --from=b / /\nFROM b AS b\nCOPY --from=a / /\n";
    assert.match(source(text, 0), /FROM a AS a[^]*FROM b AS b/);
  });
});
