import assert from "node:assert/strict";
import { generate } from "./generate";
import { MUTATIONS } from "./mutations";
import { seeds } from "./seeds";

const FILES = seeds([]);

describe("oracle: texts drawn from a seed", () => {
  it("are the same for the same seed, and others for another", () => {
    assert.deepEqual(generate(7, 60, FILES), generate(7, 60, FILES));
    assert.notDeepEqual(generate(7, 60, FILES), generate(8, 60, FILES));
  });

  it("all differ, from one another and from the files", () => {
    const texts = generate(1, 300, FILES).map(({ text }) => text);
    assert.equal(new Set([...texts, ...FILES]).size, texts.length + new Set(FILES).size);
  });

  it("are of each kind", () => {
    const kinds = new Set(generate(1, 30, FILES).map(({ kind }) => kind));
    assert.deepEqual(
      Object.keys(MUTATIONS).filter(kind => !kinds.has(kind)),
      [],
    );
  });
});
