import assert from "node:assert/strict";
import { stopAt } from "../../../client/src/build/request/stopAt";
import { snapshotUpTo } from "../../../client/src/snapshot/snapshotUpTo";
import type { Snapshot } from "../../../client/src/snapshot/snapshot";
import { realFiles, withSharedData } from "../../stages/sharedData";
import { instructionsOf, modelOf } from "../modelOf";

function snapshotOf(text: string, contexts: string[] = []): Snapshot {
  return {
    ...modelOf(text, contexts),
    instructions: instructionsOf(text, contexts),
    version: 1,
    text,
    lines: text.split(/\r?\n/),
    at: { version: 1, next: undefined },
  };
}

const FILE = `ARG TAG=1
FROM a:\${TAG} AS deps
RUN one && \\
    # why
    two

COPY <<EOF /x
text
EOF
ONBUILD RUN three
FROM deps
COPY --from=deps /x /y
COPY --from=deps /z /y
`;

describe("a build that ends with an instruction", () => {
  const ends: [line: number, text: string | RegExp][] = [
    [1, /^Line 1 is above the first FROM/],
    [2, "FROM a:${TAG} AS deps"],
    [3, "    two"],
    [4, "    two"],
    [5, "    two"],
    [6, /^Line 6 has no instruction/],
    [7, "EOF"],
    [8, "EOF"],
    [9, "EOF"],
    [10, /^ONBUILD has no effect/],
    [11, "FROM deps"],
    [12, "COPY --from=deps /x /y"],
    [99, /has no instruction/],
  ];
  for (const [line, expected] of ends) {
    it(`is asked for at line ${line}: ${expected instanceof RegExp ? "refused" : expected.trim()}`, () => {
      const stop = stopAt(snapshotOf(FILE), line);
      if (expected instanceof RegExp) {
        assert.match("problem" in stop ? stop.problem : "", expected);
        return;
      }
      assert.ok("upTo" in stop);
      assert.ok(FILE.startsWith(stop.upTo.text));
      assert.equal(stop.upTo.lines.at(-1), expected);
    });
  }

  it("is refused in a stage that a named context replaces, and in none that is based on it", () => {
    const replaced = snapshotOf("FROM a AS deps\nRUN x\nFROM deps\nRUN y\n", ["deps"]);
    assert.match(JSON.stringify(stopAt(replaced, 2)), /named context \\"deps\\" replaces this stage/);
    assert.ok("upTo" in stopAt(replaced, 4));
  });

  it("is refused where an index counts what comes below, unless nothing below is left out", () => {
    const text = "FROM a\nCOPY --from=b / /b\nCOPY --from=2 / /c\nRUN x\nFROM c\n";
    assert.match(
      JSON.stringify(stopAt(snapshotOf(text), 4)),
      /The index \\"2\\" in line 3|The index \\"b\\"/,
    );
    assert.ok("upTo" in stopAt(snapshotOf(text), 2));
    assert.ok("upTo" in stopAt(snapshotOf(text), 5));
  });

  it("needs what is above its end alone", () => {
    const text = "FROM a AS one\nFROM a AS two\nFROM one\nRUN x\nCOPY --from=two / /\n";
    const needs = (index: number) => snapshotUpTo(snapshotOf(text), index)?.stages[2]?.needs;
    assert.deepEqual(needs(3), [0]);
    assert.deepEqual(needs(4), [0, 1]);
    assert.deepEqual(snapshotUpTo(snapshotOf(text), 3)?.reachable, [0, 2]);
  });

  it("keeps what the ONBUILD lines of its base need", () => {
    const text = "FROM a AS two\nFROM a AS one\nONBUILD COPY --from=two / /\nFROM one\nRUN x\n";
    assert.deepEqual(snapshotUpTo(snapshotOf(text), 4)?.stages[2]?.needs, snapshotOf(text).stages[2]?.needs);
  });

  withSharedData(() => {
    it("is what the server says of the text that is left, in every real file", () => {
      let cut = 0;
      for (const { dockerfile: text } of realFiles().slice(0, 40)) {
        const whole = snapshotOf(text);
        for (const index of whole.instructions.keys()) {
          const upTo = snapshotUpTo(whole, index);
          if (upTo === undefined) continue;
          const asked = snapshotOf(upTo.text);
          assert.deepEqual(upTo.instructions, asked.instructions);
          if (whole.references.some(({ implicit }) => implicit)) continue;
          const facts = ({ stages, references, reachable, target }: Snapshot) => ({
            stages: stages.map(({ index: at, name, needs, range }) => ({ at, name, needs, range })),
            references: references.map(({ text: said, inStage }) => [said, inStage]),
            reachable,
            target,
          });
          assert.deepEqual(facts(upTo), facts(asked), upTo.text);
          cut++;
        }
      }
      assert.ok(cut > 300, String(cut));
    }).timeout(60_000);
  });
});
