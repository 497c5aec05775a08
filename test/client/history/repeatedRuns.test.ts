/** Which runs kept builds blame on what is copied before them: builds in, pairs out. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { createHistory } from "../../../client/src/history/history";
import { FORMAT, type KeptBuild, type KeptStep } from "../../../client/src/history/keptBuild";
import { repeatedRuns, THRESHOLDS } from "../../../client/src/history/repeatedRuns";
import { openWorkspace } from "./built";

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

/** A build of one stage: its steps as outcome and key; `COPY . .`, `RUN npm ci`, `RUN npm run build`. */
interface Built {
  copy?: [KeptStep["outcome"], key: string];
  install?: [KeptStep["outcome"], took: number];
  changes?: Partial<KeptBuild>;
  step?: Partial<KeptStep>;
  base?: string;
}

function kept(
  { copy = ["ran", "k"], install = ["ran", 40_000], changes = {}, step: own = {}, base = "node" }: Built,
  at: number,
): KeptBuild {
  const step = (
    keyword: KeptStep["keyword"],
    text: string,
    outcome: KeptStep["outcome"],
    key: string,
    took = 0,
  ): KeptStep => ({
    ...{ keyword, text, instruction: 1, isTrigger: false, operation: text, variables: {} },
    ...{ takes: [], remote: [], isOpen: false, key, outcome, took },
    reads:
      keyword === "COPY"
        ? [{ context: null, sources: ["."], arePatterns: true, exclude: [], parents: false }]
        : [],
  });
  const [outcome, key] = copy;
  return {
    ...{
      format: FORMAT,
      dockerfile: "file:///a",
      at,
      builder: "docker",
      platform: "",
      noCache: [],
      target: 0,
    },
    stages: [
      {
        ...{ index: 0, name: "build", base },
        steps: [
          step("WORKDIR", "WORKDIR /app", "cached", "w"),
          { ...step("COPY", "COPY . .", outcome, key), ...own },
          step("RUN", "RUN npm ci", install[0], `${key} ci`, install[1]),
        ],
      },
    ],
    ...{ images: { node: "sha256:1" }, files: {} },
    ...changes,
  };
}

const CACHED: Built = { copy: ["cached", "k"], install: ["cached", 0] };
/** A file has changed since the build before. */
const changed = (number: number): Built => ({ copy: ["ran", `k${number}`] });
const times = (count: number, made: (index: number) => Built) =>
  Array.from({ length: count }, (_, index) => made(index));

/** Builds a minute apart, the last one now; what is found: how often of how many, and the seconds that were lost. */
const CASES: [
  what: string,
  builds: Built[],
  expected: [ran: number, builds: number, seconds: number] | null,
][] = [
  ["none", [], null],
  ["a first build and 9 with changes", times(10, changed), [9, 10, 360]],
  ["as few as it takes, and as often", [changed(0), changed(1), changed(2), changed(3), CACHED], [3, 5, 120]],
  ["one build too few", times(THRESHOLDS.builds - 1, changed), null],
  ["half of the builds", [changed(0), changed(1), changed(2), changed(3), CACHED, CACHED], [3, 6, 120]],
  ["less than half", [changed(0), changed(1), changed(2), CACHED, CACHED], null],
  ["always cached", times(10, () => CACHED), null],
  ["quick runs", times(10, index => ({ ...changed(index), install: ["ran", 1_000] })), null],
  ["just dear enough", times(6, index => ({ ...changed(index), install: ["ran", 2_000] })), [5, 6, 10]],
  [
    "what failed is not what it took",
    times(6, index => ({ ...changed(index), install: ["failed", 60_000] })),
    null,
  ],
  ["the builder no longer had it", times(10, () => ({ copy: ["ran", "k"] })), null],
  ["without the cache", times(10, index => ({ ...changed(index), changes: { noCache: "all" } })), null],
  [
    "the instruction was edited each time",
    times(10, index => ({ ...changed(index), step: { operation: String(index) } })),
    null,
  ],
  [
    "a variable in it changed each time",
    times(10, index => ({ ...changed(index), step: { variables: { A: { value: String(index) } } } })),
    null,
  ],
  ["another base each time", times(10, index => ({ ...changed(index), base: `node:${index}` })), null],
  [
    "another image under the name each time",
    times(10, index => ({ ...changed(index), changes: { images: { node: String(index) } } })),
    null,
  ],
  [
    "another builder each time",
    times(10, index => ({ ...changed(index), changes: { builder: String(index) } })),
    null,
  ],
  ["a trigger of the base", times(10, index => ({ ...changed(index), step: { isTrigger: true } })), null],
  ["no file of the context", times(10, index => ({ ...changed(index), step: { reads: [] } })), null],
  [
    "builds that did not come to it",
    times(10, index => ({ ...changed(index), install: ["unknown", 0] })),
    null,
  ],
];

describe("runs that repeat for what is copied before them", () => {
  const found = (builds: Built[], apart = MINUTE) =>
    repeatedRuns(
      builds.map((built, index) => kept(built, NOW - (builds.length - 1 - index) * apart)),
      NOW,
    );

  for (const [what, builds, expected] of CASES)
    it(what, () => {
      assert.deepEqual(
        found(builds),
        expected === null
          ? []
          : [
              {
                ...{ stage: "build", index: 0, copy: "COPY . .", run: "RUN npm ci" },
                ...{ ran: expected[0], builds: expected[1], lost: expected[2] * 1000 },
              },
            ],
      );
    });

  it("counts this week alone, beside all that was built before", () => {
    const day = 24 * 3_600_000;
    assert.equal(found(times(10, changed), day)[0]?.builds, 8);
    assert.deepEqual(found(times(10, changed), 2 * day), []);
    // The one before the week is what the first one of it is compared with.
    assert.equal(found(times(10, changed), day)[0]?.ran, 8);
  });

  it("blames the copy whose files changed, and no other one", () => {
    const workspace = openWorkspace();
    const text = "FROM a\nCOPY lock ./\nCOPY src src\nRUN --network=none install\nCOPY docs docs\nRUN make\n";
    for (let index = 0; index < 6; index++)
      workspace.build({ text, files: { lock: "", "src/a": String(index), "docs/b": "" } }, step => ({
        ...step,
        took: step.outcome === "ran" ? 30_000 : 0,
      }));
    const history = createHistory(join(workspace.folder, "kept"), "salt");
    // Its clock counts from 1.
    const pairs = history
      .repeats("file:///work/Dockerfile", 100)
      .map(({ copy, run, ran, builds }) => [copy, run, ran, builds]);
    workspace.dispose();
    assert.deepEqual(pairs, [
      ["COPY src src", "RUN --network=none install", 5, 6],
      ["COPY src src", "RUN make", 5, 6],
    ]);
  });
});
