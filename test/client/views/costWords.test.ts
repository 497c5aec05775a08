import assert from "node:assert/strict";
import {
  forecastCard,
  forecastText,
  ranText,
  reasonsByInstruction,
} from "../../../client/src/views/costWords";
import type { StageCost, StepCost } from "../../../client/src/history/stageCost";

const STAGES = ["deps", "build"].map(displayName => ({ displayName, base: { text: "alpine" } }));
const COPY: StepCost = {
  ...{ stage: 1, step: 0, instruction: 4, keyword: "COPY", text: "COPY $(x)src /a", took: 400 },
  reasons: [{ kind: "files", context: "", added: [], changed: ["src/`a`.ts"], removed: [], count: 1 }],
};
const RUN: StepCost = {
  ...{ stage: 1, step: 1, instruction: 5, keyword: "RUN", text: "RUN make", took: 39_600 },
  reasons: [{ kind: "before", cause: { stage: 1, step: 0 } }],
};
const cost = (changes: Partial<StageCost> = {}): StageCost => ({
  ...{ stage: 1, total: 9, running: [COPY, RUN], tooLarge: [], took: 40_000 },
  ...changes,
});

describe("what a build runs, in words", () => {
  it("stands behind the result of a stage, and draws no icon of a file's text", () => {
    assert.equal(ranText(cost()), "7 of 9 cached · COPY $ (x)src changed");
    assert.equal(ranText(cost({ running: [] })), "");
  });

  it("stands behind the lens that builds, unless nobody looked at all files", () => {
    assert.equal(forecastText(cost()), "2 of 9 steps would run (COPY $ (x)src changed)");
    assert.equal(forecastText(cost({ running: [COPY] })), "1 of 9 steps would run (COPY $ (x)src changed)");
    assert.equal(forecastText(cost({ running: [] })), "all cached");
    assert.equal(forecastText(cost({ tooLarge: [""] })), "");
    assert.equal(forecastText(cost({ total: 0, running: [] })), "");
  });

  it("is a card with each step, its reasons and its time", () => {
    assert.equal(
      forecastCard(cost(), STAGES),
      [
        "A build would run 2 of 9 steps. They took 40 s last time.",
        "",
        "- `COPY $(x)src /a` (about 0.4 s): Files changed: `` src/`a`.ts ``.",
        "- `RUN make` (about 40 s): It comes after `COPY $(x)src`, which is not cached.",
      ].join("\n"),
    );
    assert.match(
      forecastCard(cost({ running: Array.from({ length: 20 }, () => RUN) }), STAGES),
      /\nand 8 more$/,
    );
  });

  it("goes by instructions: of what a base triggers, all stands at the FROM", () => {
    const both = reasonsByInstruction(cost({ running: [RUN, { ...RUN, step: 2 }] }), STAGES, text => text);
    assert.deepEqual([...both.keys()], [5]);
    assert.equal(both.get(5)?.length, 2);
    const base: StepCost = { ...RUN, reasons: [{ kind: "before", cause: { stage: 0, step: -1 } }] };
    assert.deepEqual(reasonsByInstruction(cost({ running: [base] }), STAGES, text => text).get(5), [
      "It comes after FROM alpine, which is not cached.",
    ]);
  });
});
