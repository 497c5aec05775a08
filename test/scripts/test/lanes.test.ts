import assert from "node:assert/strict";
import { runInLanes } from "../../../scripts/test/lanes";
import { SUITES, suitesNamed, type Lane, type Suite } from "../../../scripts/test/suites";

const suite = (name: string, lane: Lane, uses: string[] = []): Suite => ({
  ...{ name, lane, uses },
  about: "",
  commands: [],
});

const MADE: readonly Suite[] = [
  suite("bundles", "processor"),
  suite("types", "processor"),
  suite("facts", "processor", ["bundles"]),
  suite("window", "window", ["bundles"]),
  suite("clicks", "window", ["bundles"]),
];

/** What began and ended in which order, where each suite takes some turns of the event loop. */
async function order(
  suites: readonly Suite[],
  isWide: boolean,
): Promise<{ log: string[]; results: string[] }> {
  const log: string[] = [];
  const results = await runInLanes(suites, isWide, async ({ name }) => {
    log.push(`+${name}`);
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    log.push(`-${name}`);
    return name;
  });
  return { log, results };
}

describe("the lanes of suites", () => {
  it("run beside each other, once what they use is there, and their suites one after the other", async () => {
    const { log } = await order(MADE, true);
    assert.deepEqual(log.slice(0, 2), ["+bundles", "-bundles"]);
    assert.deepEqual(log.slice(2, 4), ["+types", "+window"]);
    const at = (entry: string): number => log.indexOf(entry);
    assert.ok(at("-types") < at("+facts"));
    assert.ok(at("-window") < at("+clicks"));
    assert.ok(at("+clicks") < at("-facts"), log.join(" "));
  });

  it("run one after the other where there is one processor", async () => {
    const { log } = await order(MADE, false);
    assert.deepEqual(
      log,
      MADE.flatMap(({ name }) => [`+${name}`, `-${name}`]),
    );
  });

  it("answer in the order of the suites", async () => {
    for (const isWide of [true, false])
      assert.deepEqual(
        (await order(MADE, isWide)).results,
        MADE.map(({ name }) => name),
      );
  });
});

describe("suites by their names", () => {
  const named = (...names: string[]): string[] => suitesNamed(names).map(({ name }) => name);

  it("are all where none is named", () => {
    assert.deepEqual(
      named(),
      SUITES.map(({ name }) => name),
    );
  });

  it("come with those that they use, which run against what was built now", () => {
    assert.deepEqual(named("unit"), ["unit"]);
    assert.deepEqual(named("ui", "protocol"), ["build", "protocol", "ui"]);
  });

  it("use suites that there are", () => {
    const names = new Set(SUITES.map(({ name }) => name));
    for (const { uses = [] } of SUITES) for (const used of uses) assert.ok(names.has(used), used);
  });
});
