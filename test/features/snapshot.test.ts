import assert from "node:assert/strict";
import { instructionsAnswer } from "../../server/src/features/instructions";
import { modelAnswer } from "../../server/src/features/model";
import { snapshotAnswer } from "../../server/src/features/snapshot";
import { contextOf } from "../support/feature";

const TEXT = `ARG BASE=one
FROM alpine AS one
ONBUILD RUN held
FROM $BASE AS two
FROM other AS three
COPY --from=two /a /b
`;

describe("the answer to dockerfileStages/snapshot", () => {
  it("is the version, with what the model and the instructions are by themselves", () => {
    const context = contextOf(TEXT);
    assert.deepEqual(snapshotAnswer(context, {}), {
      version: 1,
      ...modelAnswer(context, {}),
      ...instructionsAnswer(context),
    });
  });

  it("has the stages and the steps of one model, whatever arguments and contexts are asked for", () => {
    const context = contextOf(TEXT);
    const options = { target: "TWO", buildArgs: { BASE: "scratch" }, contexts: ["other"] };
    const { stages, target, reachable, instructions } = snapshotAnswer(context, options);
    assert.deepEqual(
      stages.map(({ base }) => base.to),
      ["image", "scratch", "context"],
    );
    assert.deepEqual([target, reachable], [1, [1]]);
    const froms = (found: typeof instructions) =>
      found.filter(({ keyword }) => keyword === "FROM").map(({ step, triggers }) => [step, triggers]);
    // As the settings have it, `two` runs the trigger of `one`.
    assert.deepEqual(froms(instructionsAnswer(context).instructions)[1], [null, 1]);
    assert.deepEqual(froms(instructions), [
      ["numbered", undefined],
      [null, undefined],
      ["counted", undefined],
    ]);
  });

  it("is nothing but its version for an empty document", () => {
    assert.deepEqual(snapshotAnswer(contextOf(""), {}), {
      version: 1,
      stages: [],
      references: [],
      target: null,
      reachable: [],
      instructions: [],
    });
  });
});
