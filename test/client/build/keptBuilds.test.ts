import assert from "node:assert/strict";
import {
  createKeptBuilds,
  MOST_BUILDS,
  MOST_TEXT,
  type KeptBuild,
} from "../../../client/src/build/keptBuilds";

interface Build extends KeptBuild {
  number: number;
  state: KeptBuild["state"];
}

function build(number: number, text = "FROM scratch", state: KeptBuild["state"] = "done"): Build {
  return { number, text, state };
}

describe("the builds that a window keeps", () => {
  it("are the newest of each Dockerfile: another one of the same takes its place", () => {
    const kept = createKeptBuilds<Build>();
    assert.deepEqual(kept.keep("a", "", build(1)), []);
    assert.deepEqual(kept.keep("a", "", build(2)), [build(1)]);
    assert.equal(kept.of("a").at(-1)?.number, 2);
    assert.equal(kept.of("b").at(-1), undefined);
  });

  it("are bounded, the oldest forgotten first: 200 builds", () => {
    const kept = createKeptBuilds<Build>();
    const forgotten: number[] = [];
    for (let number = 0; number < 200; number++)
      forgotten.push(...kept.keep(`file ${number}`, "", build(number)).map(old => old.number));
    assert.deepEqual(
      forgotten,
      Array.from({ length: 200 - MOST_BUILDS }, (_, number) => number),
    );
    assert.equal(kept.of("file 0").at(-1), undefined);
    assert.equal(kept.of("file 199").at(-1)?.number, 199);
  });

  it("are bounded by what they hold, too", () => {
    const kept = createKeptBuilds<Build>();
    const text = "x".repeat(MOST_TEXT / 2 + 1);
    kept.keep("a", "", build(1, text));
    assert.deepEqual(kept.keep("b", "", build(2)).length, 0);
    assert.deepEqual(
      kept.keep("c", "", build(3, text)).map(({ number }) => number),
      [1],
    );
    assert.equal(kept.of("b").at(-1)?.number, 2);
  });

  it("are never those that run, nor the one that has just begun", () => {
    const kept = createKeptBuilds<Build>();
    for (let number = 0; number < 2 * MOST_BUILDS; number++)
      assert.deepEqual(kept.keep(`file ${number}`, "", build(number, "", "running")), []);
    assert.equal(kept.keep("large", "", build(-1, "x".repeat(2 * MOST_TEXT))).length, 0);
    assert.equal(kept.of("large").at(-1)?.number, -1);
  });

  it("come to the end of the row when their Dockerfile is built again", () => {
    const kept = createKeptBuilds<Build>();
    for (let number = 0; number < MOST_BUILDS; number++) kept.keep(`file ${number}`, "", build(number));
    kept.keep("file 0", "", build(1_000));
    assert.deepEqual(
      kept.keep("new", "", build(1_001)).map(({ number }) => number),
      [1],
    );
  });

  it("are those of each use of a Dockerfile, which take nobody else's place", () => {
    const kept = createKeptBuilds<Build>();
    const of = (uri: string) => kept.of(uri).map(({ number }) => number);
    const web = build(1);
    kept.keep("a", "compose web", web);
    kept.keep("a", "", build(2));
    kept.keep("a b", "compose web", build(3));
    assert.deepEqual([of("a"), of("a b"), kept.has(web)], [[1, 2], [3], true]);
    assert.deepEqual(kept.keep("a", "compose web", build(4)), [web]);
    assert.deepEqual([of("a"), kept.has(web)], [[2, 4], false]);
  });
});
