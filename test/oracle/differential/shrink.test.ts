import assert from "node:assert/strict";
import { shrink } from "./shrink";

const LETTERS = "abcdefghijklmnop".split("");
const TEXT = LETTERS.map(letter => `${letter} of many\n`).join("");

describe("oracle: a disagreement made smaller", () => {
  it("keeps what it takes and nothing else", async () => {
    const isOfInterest = (text: string) => Promise.resolve(/^c/m.test(text) && /^n.*many/m.test(text));
    assert.equal(await shrink(TEXT, isOfInterest, 1_000), "c many\nn many\n");
  });

  it("asks no more often than it may", async () => {
    let asked = 0;
    const isOfInterest = (text: string) => {
      asked++;
      return Promise.resolve(text.includes("c"));
    };
    await shrink(TEXT, isOfInterest, 5);
    assert.equal(asked, 5);
  });

  it("leaves a text that is as small as can be", async () => {
    assert.equal(await shrink("a\n", () => Promise.resolve(true), 100), "a\n");
  });
});
