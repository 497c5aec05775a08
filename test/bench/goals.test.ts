import assert from "node:assert/strict";
import { ratio, verdicts } from "../../bench/goals";
import type { Figure } from "../../bench/measure";

const KB = 1024;
const small = { vsix: 1023 * KB };

function figure(measure: Figure["measure"], lineCount: number, ...values: number[]): [number, Figure[]] {
  return [lineCount, [{ measure, lineCount, rounds: 5, values }]];
}

function missed(...rows: [number, Figure[]][]): string[] {
  return verdicts(new Map(rows), [], [], small)
    .filter(({ met }) => !met)
    .map(({ reached }) => reached);
}

describe("bench: goals", () => {
  it("are held against the slower of our two figures", () => {
    assert.equal(ratio({ measure: "edit", lineCount: 500, rounds: 5, values: [100, 5, 10] }), 10);
    assert.deepEqual(missed(figure("edit", 500, 100, 5, 10)), []);
    assert.deepEqual(missed(figure("edit", 500, 100, 5, 12.5)), ["8.0x"]);
    assert.deepEqual(missed(figure("edit", 5_000, 490, 10, 5)), ["49.0x"]);
    assert.deepEqual(missed(figure("typedCompletion", 5_000, 90, 10, 5)), ["9.0x"]);
    assert.deepEqual(missed(figure("completion", 5_000, 100, 10, 5)), []);
  });

  it("let an edit grow with the lines, and a little more", () => {
    const before = figure("edit", 5_000, 1_000, 2, 3);
    assert.deepEqual(missed(before, figure("edit", 20_000, 9_000, 9, 13)), []);
    assert.deepEqual(missed(before, figure("edit", 20_000, 9_000, 10, 12)), ["5.0x for 4.0x the lines"]);
  });

  it("hold memory at every size", () => {
    assert.deepEqual(missed(figure("memory", 50, 100, 90, 100), figure("memory", 500, 100, 90, 101)), [
      "101 % of theirs",
    ]);
  });

  it("hold the sizes of what is delivered", () => {
    const tooLarge = verdicts(new Map(), [], [], { vsix: 1024 * KB });
    assert.deepEqual(
      tooLarge.map(({ goal, met }) => [goal, met]),
      [["VSIX under 1024 KB", false]],
    );
  });

  it("let the rules cost two fifths of all the rest, where that is asked", () => {
    const rules = (lineCount: number, on: number) => [{ lineCount, rounds: 5, on, off: 2 }];
    const met = (lineCount: number, on: number) =>
      verdicts(new Map(), [], rules(lineCount, on), small).map(verdict => verdict.met);
    assert.deepEqual(met(4_971, 2.8), [true, true]);
    assert.deepEqual(met(4_971, 2.9), [false, true]);
    assert.deepEqual(met(20_017, 9), [true]);
  });

  it("want features ten times as fast at 5,000 lines, and colours a hundred times", () => {
    const met = (title: string, theirs: number | null, lineCount = 4_971) =>
      verdicts(
        new Map(),
        [{ title, lineCount, rounds: 5, theirs, ours: 1, read: { theirs, ours: 50 } }],
        [],
        small,
      )
        .slice(0, -1)
        .map(verdict => verdict.met);
    assert.deepEqual(met("rename", 10), [true]);
    assert.deepEqual(met("rename", 9.9), [false]);
    assert.deepEqual(met("semantic tokens", 99), [false]);
    assert.deepEqual(met("linked editing", null), []);
    assert.deepEqual(met("rename", 5, 477), []);
  });

  it("say nothing of what was not measured", () => {
    assert.equal(verdicts(new Map(), [], [], small).length, 1);
  });
});
