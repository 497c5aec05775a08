import { strict as assert } from "node:assert";
import { resultsOf, type StageResult } from "../../../client/src/results/stageResult";
import { stageStates } from "../../../client/src/results/stageState";
import { readResults, storedResults, withResults } from "../../../client/src/results/storedResults";
import { liveStages } from "../../../client/src/views/liveStages";
import { builtFileOf, recordOf, type ToldStep } from "../progress/builtRecord";
import { modelOf } from "../modelOf";

const TEXT =
  "FROM alpine AS base\nRUN one\nFROM base AS other\nRUN x\nFROM base AS api\nRUN two\nENV A=1\nRUN three\n";
const CIRCUMSTANCES = { context: "/work", buildArgs: {}, contexts: {}, platforms: [] };

describe("the stages in a build", () => {
  const file = builtFileOf(TEXT);
  const states = (steps: ToldStep[], now = 0) =>
    stageStates({ record: recordOf(steps), file }, now).map(({ stage, state, done, total, took }) => [
      stage,
      state,
      done,
      total,
      took,
    ]);

  it("are those that it needs, waiting at first", () => {
    assert.deepEqual(states([]), [
      [0, "waiting", 0, 0, 0],
      [2, "waiting", 0, 0, 0],
    ]);
  });

  it("go from step to step, with the time of their steps", () => {
    assert.deepEqual(
      states(
        [
          ["[base 1/2] FROM alpine", "done", 10],
          ["[base 2/2] RUN one", "running"],
          ["[api 1/2] RUN two", "waiting"],
        ],
        3000,
      ),
      [
        [0, "running", 1, 2, 3010],
        [2, "waiting", 0, 2, 0],
      ],
    );
  });

  it("are cached where nothing had to be done but for a base that was there", () => {
    const base: ToldStep[] = [
      ["[base 1/2] FROM alpine", "done"],
      ["[base 2/2] RUN one", "cached"],
    ];
    assert.deepEqual(states([...base, ["[api 1/2] RUN two", "cached"], ["[api 2/2] RUN three", "done", 5]]), [
      [0, "cached", 2, 2, 0],
      [2, "done", 2, 2, 5],
    ]);
  });

  it("fail where their image cannot be loaded, which is a step of no stage", () => {
    const text = "FROM nope:1 AS base\nRUN one\nFROM alpine AS api\nCOPY --from=base / /\n";
    const record = recordOf([
      ["[internal] load metadata for docker.io/library/alpine:latest", "done"],
      ["[internal] load metadata for docker.io/library/nope:1", "failed"],
    ]);
    assert.deepEqual(
      stageStates({ record, file: builtFileOf(text) }, 0).map(({ state }) => state),
      ["failed", "waiting"],
    );
  });

  it("wait for another stage that is at work, also where a part of them is done", () => {
    const text = "FROM alpine AS deps\nRUN one\nFROM alpine AS api\nRUN two\nCOPY --from=deps / /\n";
    const record = (deps: "running" | "done") =>
      recordOf([
        ["[deps 2/2] RUN one", deps],
        ["[api 2/3] RUN two", "done"],
        ["[api 3/3] COPY --from=deps / /", "waiting"],
      ]);
    const of = (deps: "running" | "done") =>
      stageStates({ record: record(deps), file: builtFileOf(text) }, 0).map(({ state }) => state);
    assert.deepEqual(of("running"), ["running", "waiting"]);
    // Between two steps it is at work itself.
    assert.deepEqual(of("done"), ["done", "running"]);
  });

  it("count their own steps, also under the totals of another build that does the same", () => {
    const text = "FROM alpine AS base\nRUN one\nENV A=1\nRUN two\n";
    const record = recordOf([
      ["[base 2/9] RUN one", "done"],
      ["[base 7/9] RUN seven", "done"],
      ["[base 8/9] RUN eight", "done"],
      ["[base 9/9] RUN two", "running"],
    ]);
    assert.deepEqual(
      stageStates({ record, file: builtFileOf(text) }, 0).map(({ done, total }) => [done, total]),
      [[3, 3]],
    );
  });

  it("have all instructions as their steps where a builder numbers these", () => {
    const record = recordOf([]);
    record.steps.set("a", {
      ...step("Step 2/7 : RUN one"),
      place: { by: "file", step: 2 },
      state: "running",
      since: 0,
    });
    const [base, api] = stageStates({ record, file }, 0);
    assert.deepEqual([base?.total, api?.total], [2, 4]);
  });

  it("are found in the file as it is now by their names, else at their places", () => {
    const build = {
      record: recordOf([["[base 2/2] RUN one", "running"]]),
      file: builtFileOf(`${TEXT}FROM api\nRUN y\n`),
    };
    const now = (text: string) =>
      [...liveStages(build, modelOf(text), 0)].map(([index, { stage }]) => [index, stage]);
    assert.deepEqual(now(TEXT), [
      [0, 0],
      [2, 2],
    ]);
    assert.deepEqual(now("FROM new\nFROM x AS API\nFROM y AS base\nFROM z\n"), [
      [2, 0],
      [1, 2],
      [3, 3],
    ]);
    assert.deepEqual(now(""), []);
  });
});

describe("the results of a build", () => {
  const results = (steps: ToldStep[], state: "done" | "failed", text = TEXT) =>
    resultsOf(
      { file: builtFileOf(text), record: recordOf(steps), started: 1000, ended: 9000, state },
      CIRCUMSTANCES,
    );

  it("are kept for each stage, with its steps", () => {
    const found = results(
      [
        ["[internal] load build definition", "done", 3],
        ["[base 1/2] FROM alpine", "done", 10],
        ["[base 2/2] RUN one", "cached"],
        ["[api 1/2] RUN two", "done", 700],
        ["[api 2/2] RUN three", "done", 50],
      ],
      "done",
    );
    assert.deepEqual(
      found.map(({ name, index, status, at, took }) => [name, index, status, at, took]),
      [
        ["base", 0, "cached", 9000, 10],
        ["api", 2, "built", 9000, 8000],
      ],
    );
    assert.deepEqual(found[1]?.steps, [
      { text: "RUN two", position: 1, state: "done", took: 700 },
      { text: "RUN three", position: 3, state: "done", took: 50 },
    ]);
  });

  it("say which stage failed, and nothing of those that the build did not come to the end of", () => {
    const found = results(
      [
        ["[base 2/2] RUN one", "failed", 700],
        ["[api 1/2] RUN two", "waiting"],
      ],
      "failed",
    );
    assert.deepEqual(
      found.map(({ name, status, took, failedIn }) => [name, status, took, failedIn]),
      [
        ["base", "failed", 700, undefined],
        // The one that was asked for, whichever failed.
        ["api", "failed", 8000, "base"],
      ],
    );
    const cut = results(
      [
        ["[base 2/2] RUN one", "done", 7],
        ["[api 1/2] RUN two", "cancelled", 9],
      ],
      "failed",
    );
    assert.deepEqual(
      cut.map(({ name, status }) => [name, status]),
      [
        ["base", "built"],
        ["api", "failed"],
      ],
    );
    assert.deepEqual(results([], "failed"), []);
  });

  it("are there of a stage that only sets its configuration", () => {
    const [only] = results([], "done", "FROM scratch\nENV A=1\n");
    assert.deepEqual([only?.name, only?.status, only?.steps], ["stage-0", "built", []]);
  });
});

describe("the results that are stored", () => {
  const result = (fingerprint: string, at = 1): StageResult => ({
    fingerprint,
    name: "a",
    index: 0,
    status: "built",
    at,
    took: 5,
    steps: [{ text: "RUN x", position: 1, state: "done", took: 4 }],
    image: { reference: "a:b", id: "sha256:1", size: 3 },
  });
  const reread = (value: unknown) => readResults(JSON.parse(JSON.stringify(value)));

  it("are read as they were written", () => {
    const known = withResults(withResults(new Map(), "file:///a", [result("1"), result("2")]), "file:///b", [
      result("1"),
    ]);
    assert.deepEqual(reread(storedResults(known)), known);
  });

  it("take the place of earlier ones of the same stage, and keep those of earlier texts", () => {
    const known = withResults(withResults(new Map(), "u", [result("1"), result("2")]), "u", [result("1", 2)]);
    assert.deepEqual(
      known.get("u")?.map(({ fingerprint, at }) => [fingerprint, at]),
      [
        ["2", 1],
        ["1", 2],
      ],
    );
  });

  it("keep the image of a stage in which nothing had to be done since", () => {
    const first = withResults(new Map(), "u", [result("1")]);
    const { image, ...bare } = result("1", 2);
    const again = (status: StageResult["status"]) =>
      withResults(first, "u", [{ ...bare, status }])
        .get("u")
        ?.at(-1)?.image;
    assert.deepEqual(again("cached"), image);
    assert.equal(again("built"), undefined);
    assert.equal(again("failed"), undefined);
  });

  it("are bounded, and the oldest go first", () => {
    let known = withResults(new Map(), "first", [result("x")]);
    for (let i = 0; i < 200; i++) known = withResults(known, `u${i % 60}`, [result(`${i}`)]);
    assert.equal(known.size, 50);
    assert.ok(!known.has("first") && known.has("u19"));
    for (let i = 0; i < 200; i++)
      known = withResults(known, "u", [
        {
          ...result(`${i}`),
          steps: Array<StageResult["steps"][0]>(900).fill({
            text: "RUN",
            position: 1,
            state: "done",
            took: 1,
          }),
        },
      ]);
    assert.equal(known.get("u")?.length, 50);
    assert.equal(known.get("u")?.at(-1)?.fingerprint, "199");
    assert.ok(JSON.stringify(storedResults(known)).length < 1_000_000);
  });

  it("are forgotten where they are of another format, and read around what is broken", () => {
    for (const stored of [
      undefined,
      null,
      3,
      "x",
      [],
      {},
      { format: 0, files: [] },
      { format: 1 },
      { format: 1, files: [1, [], ["a"], ["a", 1], [1, []]] },
    ]) {
      assert.equal(readResults(stored).size, 0, JSON.stringify(stored));
    }
    const good = result("1");
    const broken = Object.keys(good).map(key => ({
      ...good,
      [key]: key === "image" || key === "steps" ? [{}] : {},
    }));
    assert.deepEqual(
      reread({ format: 1, files: [["u", [...broken, null, good, { ...good, status: "lost" }]]] }).get("u"),
      [good],
    );
  });
});

function step(name: string) {
  const [first] = recordOf([[name, "waiting"]]).steps.values();
  assert.ok(first);
  return first;
}
