import assert from "node:assert/strict";
import { workIn } from "../e2e/ui/frames";

describe("what was worked in a frame", () => {
  const samples = [
    { at: 100, ms: 10 },
    { at: 110, ms: 20 },
    { at: 130, ms: 20 },
    { at: 140, ms: 24 },
  ];

  for (const [title, from, to, work] of [
    ["from sample to sample", 100, 110, 10],
    ["over several samples", 100, 140, 14],
    ["between samples, evenly spread", 105, 110, 5],
    ["while another program had the processor", 110, 130, 0],
    ["of which the end was not seen", 135, 150, 2],
    ["of which the beginning was not seen", 50, 105, 5],
    ["of which nothing was seen", 150, 200, 0],
  ] satisfies [string, number, number, number][]) {
    it(title, () => {
      assert.deepEqual(workIn([{ from, to }], samples), [work]);
    });
  }

  it("is none where nothing was seen at all", () => {
    assert.deepEqual(workIn([{ from: 1, to: 2 }], []), [0]);
  });
});
