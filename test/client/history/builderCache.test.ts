// What a builder lists of its cache, and what follows for the steps of a build: no builder, but the listings of one.
import assert from "node:assert/strict";
import type { CacheRecord, StepOutcome } from "../../../client/src/history/askedBuild";
import { openWorkspace, type Project, type Workspace } from "./built";

const TEXT = `FROM alpine AS build
WORKDIR /app
COPY src src
RUN --mount=type=cache,target=/c make
FROM alpine AS final
COPY --from=build /out /out
COPY conf /conf
RUN ["check", "it"]
`;
const STEPS = [
  "WORKDIR /app",
  "COPY src src",
  "RUN make",
  "COPY --from=build /out /out",
  "COPY conf /conf",
  "RUN check it",
];
/** By the words of the steps above. */
const NAMES: Record<string, string> = {
  "WORKDIR /app": "[build 2/4] WORKDIR /app",
  "COPY src src": "[build 3/4] COPY src src",
  "RUN make": "mount / from exec /bin/sh -c make",
  "COPY --from=build /out /out": "[final 2/4] COPY --from=build /out /out",
  "COPY conf /conf": "[final 3/4] COPY conf /conf",
  "RUN check it": "mount / from exec check it",
};

describe("what a builder has in its cache", () => {
  let workspace: Workspace;
  let listed: CacheRecord[];
  let clock = 0;
  const project: Project = {
    text: TEXT,
    files: { "src/a": "a", "conf/c": "c" },
    cache: () => listed,
  };

  beforeEach(() => {
    workspace = openWorkspace();
    listed = [];
    clock = 1_000_000;
  });
  afterEach(() => {
    workspace.dispose();
  });

  const wordsOf = ({ stage, step }: StepOutcome) => STEPS[stage * 3 + step] ?? "";
  /** A step takes a second; its layer is there a moment later. */
  const run = (step: StepOutcome): StepOutcome => {
    if (step.outcome !== "ran") return step;
    const began = (clock += 10_000);
    const words = wordsOf(step);
    listed.push({ created: began + 1_003.5, description: NAMES[words] ?? "" });
    const name = words.startsWith("RUN") ? `[x 2/2] ${words}` : (NAMES[words] ?? "");
    return { ...step, name, began, ended: began + 1_000 };
  };
  const lose = (...steps: string[]) => {
    listed = listed.filter(({ description }) => !steps.some(words => NAMES[words] === description));
  };
  const would = (asked: Project = project) =>
    workspace
      .forecast(asked)
      ?.running.map(step => [wordsOf({ ...step, outcome: "ran", took: 0 }), step.reasons[0]?.kind]);

  /** What is lost, and what runs then, each with its reason. */
  const CASES: [what: string, lost: string[], runs: string[]][] = [
    ["nothing", [], []],
    ["all", STEPS, STEPS],
    ["the last layer", ["RUN check it"], ["RUN check it"]],
    [
      "two layers behind one another",
      ["COPY conf /conf", "RUN check it"],
      ["COPY conf /conf", "RUN check it"],
    ],
    ["a stage of which another one has what it needs", ["WORKDIR /app", "COPY src src", "RUN make"], []],
    ["a stage and what is made of it", STEPS.slice(2), STEPS.slice(2)],
  ];
  for (const [what, lost, runs] of CASES)
    it(`is what runs where it has lost ${what}`, () => {
      workspace.build(project, run);
      lose(...lost);
      assert.deepEqual(
        would(),
        runs.map(words => [words, "pruned"]),
      );
    });

  it("has a step again when it has run again", () => {
    workspace.build(project, run);
    lose(...STEPS);
    workspace.build(project, run);
    assert.deepEqual(would(), []);
  });

  it("is taken to have what it had where it does not say", () => {
    workspace.build(project, run);
    listed = [];
    assert.deepEqual(would({ ...project, cache: undefined }), []);
  });

  it("is not mixed up with what others have built since", () => {
    workspace.build(project, run);
    lose(...STEPS);
    for (const description of Object.values(NAMES)) listed.push({ created: clock + 60_000, description });
    assert.deepEqual(
      would(),
      STEPS.map(words => [words, "pruned"]),
    );
  });

  it("is known of steps that were in the cache before the first build of ours, by their text", () => {
    for (const description of Object.values(NAMES)) listed.push({ created: 5, description });
    workspace.build(project, step => ({ ...step, outcome: "cached" }));
    assert.deepEqual(would(), []);
    lose("COPY conf /conf", "RUN check it");
    assert.deepEqual(would(), [
      ["COPY conf /conf", "pruned"],
      ["RUN check it", "pruned"],
    ]);
  });

  it("is all lost where nothing of it is left, also what nobody has seen", () => {
    workspace.build(project, step => (wordsOf(step) === "COPY conf /conf" ? step : run(step)));
    lose("RUN check it");
    assert.deepEqual(would(), [["RUN check it", "pruned"]]);
    lose(...STEPS);
    assert.deepEqual(would()?.length, STEPS.length);
  });

  it("keeps no word of the builder, because values of arguments stand in them", () => {
    workspace.build(project, run);
    assert.doesNotMatch(JSON.stringify(workspace.kept()), /mount \/ from|final 3/);
  });
});
