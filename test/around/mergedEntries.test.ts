// Merges of YAML: what they give is what copying gives, and it is shared however many maps take it over.
import assert from "node:assert/strict";
import { createMerges } from "../../server/src/around/mergedEntries";
import type { Entry } from "../../server/src/around/tree";
import { random } from "../support/random";
import { ROOT, readFile, textFiles } from "./read";

type Entries = ReadonlyMap<string, Entry>;

let offset = 0;
function entry(key: string): Entry {
  const span = { start: ++offset, end: offset };
  const value = { kind: "scalar", value: offset, text: "", span, tag: null, written: () => null } as const;
  return { key, keySpan: span, value };
}

/** What merges mean: of several maps the first one that has a key gives it, and the map itself goes before them. */
function copied(own: Entries, others: readonly Entries[]): Map<string, Entry> {
  const all = new Map<string, Entry>();
  for (const map of others) for (const [key, each] of map) if (!all.has(key)) all.set(key, each);
  for (const [key, each] of own) all.set(key, each);
  return all;
}

const sorted = (entries: Entries) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

describe("merges of YAML", () => {
  it("give what copying gives, whatever is merged into what", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const { below, pick } = random(seed);
      const merges = createMerges({ left: Infinity });
      const made: { shared: Entries; copy: Entries }[] = [];
      for (let at = 0; at < 12; at++) {
        const own = new Map(
          Array.from({ length: below(6) }, () => `k${below(9)}`).map(key => [key, entry(key)] as const),
        );
        const others = Array.from({ length: made.length === 0 ? 0 : below(4) }, () => pick(made));
        made.push({
          shared:
            others.length === 0
              ? own
              : merges.merged(
                  own,
                  others.map(({ shared }) => shared),
                ),
          copy: copied(
            own,
            others.map(({ copy }) => copy),
          ),
        });
      }
      for (const { shared, copy } of made) {
        assert.deepEqual(sorted(shared), sorted(copy), `seed ${seed}`);
        assert.equal(shared.size, copy.size);
        for (let key = 0; key < 9; key++) {
          assert.equal(shared.get(`k${key}`), copy.get(`k${key}`));
          assert.equal(shared.has(`k${key}`), copy.has(`k${key}`));
        }
        const offsets = [...shared.values()].map(({ keySpan }) => keySpan.start);
        if (shared !== copy && !(shared instanceof Map))
          assert.deepEqual(
            offsets,
            [...offsets].sort((a, b) => a - b),
          );
      }
    }
  });

  it("copy nothing of a map that is merged, and of several only the smaller ones, once", () => {
    const budget: { left: number } = { left: 1_000_000 };
    const merges = createMerges(budget);
    const large = (name: string, length: number) =>
      new Map(Array.from({ length }, (_, at) => [`${name}${at}`, entry(`${name}${at}`)] as const));
    const [a, b] = [large("a", 5_000), large("b", 100)];
    let chain: Entries = a;
    for (let at = 0; at < 5_000; at++) chain = merges.merged(new Map([["own", entry("own")]]), [chain]);
    assert.equal(budget.left, 1_000_000);
    for (let at = 0; at < 5_000; at++) merges.merged(new Map(), [b, a, b, a]);
    assert.equal(budget.left, 999_900);
    assert.equal([...chain].length, 5_001);
    assert.equal(chain.get("a4999"), a.get("a4999"));
  });

  for (const [what, text] of [
    [
      "a map that thousands of services merge",
      `x-big: &big\n${lines(1_000, at => `  k${at}: ${at}`)}\n  target: build\nservices:\n${lines(1_000, at => `  s${at}:\n    build: {<<: *big}`)}\n`,
    ],
    [
      "a chain of merges",
      `x-a0: &a0 {target: build}\n${lines(1_500, at => `x-a${at + 1}: &a${at + 1} {<<: *a${at}, k${at}: 1}`)}\nservices:\n${lines(1_000, at => `  s${at}: {build: *a${1_500 - at}}`)}\n`,
    ],
    [
      "maps that double with each merge",
      `x-a0: &a0 {target: build}\n${lines(1_500, at => `x-a${at + 1}: &a${at + 1} {<<: [*a${at}, *a${at}, *a0], k${at}: 1}`)}\nservices:\n${lines(1_000, at => `  s${at}: {build: *a${1_500 - at}}`)}\n`,
    ],
  ] as const)
    it(`are read whole: ${what}`, async () => {
      const heard: string[] = [];
      const files = {
        ...textFiles({ "compose.yaml": text }),
        onLimit: (_: string, each: string) => void heard.push(each),
      };
      const { uses } = await readFile(`${ROOT}/compose.yaml`, files);
      assert.ok(uses.length >= 1_000);
      const [other] = uses.filter(use => use.isPartial || use.target?.text !== "build");
      assert.equal(other?.name, undefined, JSON.stringify([heard, other?.isPartial, other?.target]));
      assert.deepEqual(heard, []);
    }).timeout(60_000);
});

function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => line(at)).join("\n");
}
