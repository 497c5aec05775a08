import assert from "node:assert/strict";
import { cycle, reachable } from "../read";
import type { Given } from "../read";

/** A file, and what each target needs; `""` is the last stage. */
type Files = Record<string, [text: string, needed: Record<string, number[] | null>, given?: Given]>;

const NEEDED: Files = {
  nothing: ["", { "": null }],
  "no stage": ["ARG a\n", { "": null, a: null }],
  "one stage": ["FROM x\n", { "": [0] }],
  "the last stage by default, named or not": ["FROM x AS a\nFROM x\n", { "": [1], a: [0] }],
  "a target in any case, and none that is not there": [
    "FROM x AS Build\nFROM x\n",
    { build: [0], BUILD: [0], "0": null, "stage-1": null, x: null },
  ],
  "the last stage of a name": ["FROM x AS a\nFROM x AS a\nFROM x\n", { a: [1] }],
  "a chain of bases": [
    "FROM x AS a\nFROM a AS b\nFROM b AS c\nFROM a\n",
    { "": [0, 3], c: [0, 1, 2], b: [0, 1] },
  ],
  "COPY by name and index": [
    "FROM x AS a\nFROM x\nFROM x AS c\nCOPY --from=a y z\nFROM x\nCOPY --from=1 y z\nCOPY --from=C y z\n",
    { "": [0, 1, 2, 3], c: [0, 2] },
  ],
  "mounts, whatever their type": [
    "FROM x AS a\nFROM x AS b\nFROM x AS c\nFROM x\nRUN --mount=from=a y\nRUN --mount=type=cache,from=b --mount=type=ssh,from=C y\n",
    { "": [0, 1, 2, 3] },
  ],
  "what a base needs as well": [
    "FROM x AS a\nFROM x AS b\nCOPY --from=a y z\nFROM b AS c\nFROM x\n",
    { "": [3], c: [0, 1, 2] },
  ],
  "nothing for images, contexts and scratch": [
    "FROM x AS a\nFROM scratch\nCOPY --from=y y z\nCOPY --from=ctx y z\nRUN --mount=from=scratch y\nADD --from=a y z\nCOPY a b\n",
    { "": [1] },
    { contexts: ["ctx"] },
  ],
  "nothing for what is refused": [
    "FROM x AS a\nFROM x\nCOPY --from=$a y z\nCOPY --from=7 y z\nFROM A\n",
    { "": [2] },
  ],
  "stages that stand later": ["FROM x AS a\nCOPY --from=b y z\nFROM x AS b\n", { a: [0, 1], "": [1] }],
  "the last of two with one name, which may stand later": [
    "FROM x AS a\nFROM x AS b\nCOPY --from=a y z\nFROM a AS c\nFROM x AS a\n",
    { b: [1, 3], c: [0, 2] },
  ],
  "stages in a circle": [
    "FROM x AS a\nCOPY --from=b y z\nFROM x AS b\nCOPY --from=a y z\nFROM x AS c\nCOPY --from=c y z\n",
    { a: [0, 1], b: [0, 1], c: [2] },
  ],
  "a stage named scratch: as base, and by every mount without from": [
    "FROM scratch AS scratch\nFROM x AS a\nRUN --mount=type=cache,target=/c y\nFROM scratch AS b\nFROM x AS c\nRUN --mount=from=x y\nFROM x AS d\nRUN y\n",
    { a: [0, 1], b: [0, 2], c: [3], d: [4] },
  ],
  "what ONBUILD holds back, where it is triggered": [
    "FROM x AS a\nFROM x AS p\nONBUILD COPY --from=a y z\nFROM p AS b\nFROM b AS c\nFROM x AS d\nCOPY --from=p y z\n",
    { p: [1], b: [0, 1, 2], c: [0, 1, 2, 3], d: [1, 4] },
  ],
  "mounts that ONBUILD holds back": [
    "FROM x AS a\nFROM x AS p\nONBUILD RUN --mount=from=a y\nFROM p\n",
    { "": [0, 1, 2], p: [1] },
  ],
  "an own stage that ONBUILD names": ["FROM x AS p\nONBUILD COPY --from=p y z\nFROM p AS b\n", { b: [0, 1] }],
  "no base and no trigger of a stage that a context replaces": [
    "FROM x AS a\nFROM x AS p\nONBUILD COPY --from=a y z\nFROM p AS b\nFROM b AS c\n",
    { b: [2], c: [2, 3] },
    { contexts: ["b"] },
  ],
  "what the instructions of a replaced stage name": [
    "FROM x AS a\nFROM x AS b\nCOPY --from=a y z\nFROM b AS c\n",
    { b: [0, 1], c: [0, 1, 2] },
    { contexts: ["b"] },
  ],
  "the bases of stages named scratch and context, which no context replaces": [
    "FROM x AS a\nFROM a AS scratch\nFROM a AS context\n",
    { scratch: [0, 1], context: [0, 2] },
    { contexts: ["scratch", "context"] },
  ],
  "the base that an argument chooses": [
    "ARG which=a\nFROM x AS a\nFROM x AS b\nFROM $which\n",
    { "": [1, 2] },
    { buildArgs: { which: "b" } },
  ],
  "nothing for what a heredoc or a comment says": [
    "FROM x AS a\nFROM x\nRUN <<E\nCOPY --from=a y z\nE\n# COPY --from=a y z\nRUN COPY --from=a y z\n",
    { "": [1] },
  ],
};

describe("stages: what a target needs", () => {
  for (const [title, [text, needed, given]] of Object.entries(NEEDED))
    it(title, () => {
      for (const [target, indexes] of Object.entries(needed))
        assert.deepEqual(
          reachable(text, { ...given, ...(target === "" ? {} : { target }) }),
          indexes,
          target,
        );
    });

  it("through five thousand stages", () => {
    const count = 5_000;
    const chain = Array.from(
      { length: count },
      (_, i) => `FROM ${i === 0 ? "x" : `s${i - 1}`} AS s${i}\n`,
    ).join("");
    assert.equal(reachable(chain)?.length, count);
    const copies = Array.from(
      { length: count },
      (_, i) => `FROM x AS s${i}\nCOPY --from=s${i + 1} y z\n`,
    ).join("");
    assert.equal(reachable(copies, { target: "s0" })?.length, count);
    assert.equal(cycle(copies), null);
    assert.equal(cycle(`${copies}FROM x AS s${count}\nCOPY --from=0 y z\n`)?.path.length, count + 1);
  });
});

describe("stages: circles", () => {
  const CIRCLES: Record<string, [text: string, from: number, ...path: string[]]> = {
    "of one": ["FROM x AS a\nCOPY --from=a y z\n", 0, "0 needs 0"],
    "of one, by index": ["FROM x\nFROM x\nCOPY --from=1 y z\n", 1, "1 needs 1"],
    "of one, by a mount": ["FROM x AS a\nRUN --mount=from=A y\n", 0, "0 needs 0"],
    "of two": [
      "FROM x AS a\nCOPY --from=b y z\nFROM x AS b\nRUN --mount=from=a y\n",
      0,
      "0 needs 1",
      "1 needs 0",
    ],
    "found from a stage outside": [
      "FROM x AS a\nCOPY --from=b y z\nFROM x AS b\nCOPY --from=c y z\nFROM x AS c\nCOPY --from=b y z\n",
      0,
      "0 needs 1",
      "1 needs 2",
      "2 needs 1",
    ],
    "behind a way that leads nowhere": [
      "FROM x AS n\nFROM x AS a\nCOPY --from=n y z\nCOPY --from=b y z\nFROM x AS b\nCOPY --from=a y z\n",
      1,
      "1 needs 2",
      "2 needs 1",
    ],
    "in stages that the target does not need": ["FROM x AS a\nCOPY --from=a y z\nFROM x\n", 0, "0 needs 0"],
    "by a mount without from, in a stage named scratch": [
      "FROM x AS scratch\nRUN --mount=type=cache,target=/c y\n",
      0,
      "0 needs 0",
    ],
    "with the last of two of a name": ["FROM x AS a\nFROM x AS a\nCOPY --from=a y z\n", 1, "1 needs 1"],
  };
  for (const [title, [text, from, ...path]] of Object.entries(CIRCLES))
    it(title, () => {
      assert.deepEqual(cycle(text), { from, path });
    });

  it("are none through bases, ONBUILD, images, or two ways to one stage", () => {
    for (const text of [
      "FROM x AS a\nCOPY --from=b y z\nFROM a AS b\n",
      "FROM x AS p\nONBUILD COPY --from=b y z\nFROM p AS b\n",
      "FROM a AS a\nCOPY --from=x y z\n",
      "FROM x AS a\nFROM x AS b\nCOPY --from=a y z\nCOPY --from=0 y z\nFROM b AS c\nCOPY --from=a y z\nCOPY --from=b y z\n",
      "FROM x AS a\nFROM x AS a\nCOPY --from=0 y z\n",
    ])
      assert.equal(cycle(text), null, text);
  });
});
