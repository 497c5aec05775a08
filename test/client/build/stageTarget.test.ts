import { strict as assert } from "node:assert";
import { stageAtLine, targetOfIndex, targetOfName } from "../../../client/src/build/request/stageTarget";
import { modelOf } from "../modelOf";

const TEXT = `ARG V=1
FROM alpine AS Base
RUN true

FROM alpine
RUN true
FROM alpine AS base
FROM alpine AS last
RUN true
`;

describe("what the builder can be asked for", () => {
  const model = modelOf(TEXT);

  it("is a name, in lower case; nothing for the last stage; and never another stage than the one meant", () => {
    assert.deepEqual(
      [0, 1, 2, 3, 4, -1].map(index => targetOfIndex(model, index).kind),
      ["hidden", "unnamed", "named", "last", "gone", "gone"],
    );
    const hidden = targetOfIndex(model, 0);
    assert.ok(hidden.kind === "hidden" && hidden.by.index === 2 && hidden.name === "base");
  });

  it("is the last stage of a name in any case, and the last of all without a name", () => {
    for (const name of ["base", "BASE"]) {
      const target = targetOfName(model, name);
      assert.ok(target.kind === "named" && target.stage.index === 2 && target.name === "base");
    }
    assert.equal(targetOfName(model, undefined).kind, "last");
    assert.equal(targetOfName(model, "").kind, "last");
    assert.equal(targetOfName(model, "last").kind, "last");
    assert.equal(targetOfName(model, "stage-1").kind, "gone");
    assert.equal(targetOfName(modelOf(""), undefined).kind, "gone");
  });

  it("is the last of two stages of one name when that is the end of the file", () => {
    const twice = modelOf("FROM a AS x\nFROM b AS x\n");
    assert.deepEqual([targetOfIndex(twice, 0).kind, targetOfIndex(twice, 1).kind], ["hidden", "last"]);
  });
});

describe("the stage of a cursor", () => {
  it("is the one whose lines it is in, with what follows them up to the next FROM", () => {
    const model = modelOf(TEXT);
    const stages = TEXT.split("\n").map((_, line) => stageAtLine(model, line));
    assert.deepEqual(stages, [undefined, 0, 0, 0, 1, 1, 2, 3, 3, 3]);
  });
});
