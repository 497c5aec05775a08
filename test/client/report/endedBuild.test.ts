import { strict as assert } from "node:assert";
import { createRecord, type BuildStep } from "../../../client/src/progress/buildRecord";
import { createStepLog } from "../../../client/src/progress/stepLog";
import {
  endedBuildText,
  endedSteps,
  readEndedBuild,
  type EndedBuild,
} from "../../../client/src/report/endedBuild";

/** A record whose steps have printed these texts. */
function recordOf(logs: Record<string, string>) {
  const record = createRecord();
  for (const [id, text] of Object.entries(logs)) {
    const log = createStepLog();
    log.append(text);
    const step: BuildStep = {
      ...{ id, name: `[build 2/3] RUN ${id}`, place: undefined, state: "done", since: undefined, ran: 5 },
      ...{ began: undefined, ended: undefined, error: undefined, transferred: undefined, log },
    };
    record.steps.set(id, step);
  }
  return record;
}

const build: EndedBuild = {
  ...{ dockerfile: "file:///w/Dockerfile", stage: "build", target: 1, targetName: "build", line: null },
  ...{ use: null, under: null, instructions: [], steps: [] },
  report: {
    ...{ file: "Dockerfile", target: "build", image: "w:build", builder: "buildx", state: "done" },
    ...{ started: 1, took: 2, stages: [], internal: [], steps: { total: 0, ended: 0, cached: 0 } },
    ...{ warnings: [], failure: undefined, size: undefined, transfer: undefined, waits: undefined },
    ...{ shares: [], hints: [] },
  },
};

describe("a build that has ended, for later windows", () => {
  it("has what each step printed, and what is said of the failure behind the log of the step that failed", () => {
    const record = recordOf({ one: "first\nsecond\n", silent: "", two: "third\n", failed: "" });
    assert.deepEqual(
      endedSteps(record, { step: "failed", words: "It failed." }).map(({ id, isFailed, log }) => [
        id,
        isFailed,
        log,
      ]),
      [
        ["one", false, "first\nsecond"],
        ["two", false, "third"],
        ["failed", true, "RUN failed\n\nIt failed."],
      ],
    );
  });

  it("keeps the log of the failed step first of all, and of the others what there is room for", () => {
    const long = `${"x".repeat(99)}\n`.repeat(3_000);
    const kept = endedSteps(recordOf({ a: long, b: long, failed: "why\n" }), {
      step: "failed",
      words: "Because.",
    });
    assert.deepEqual(
      kept.map(({ id }) => id),
      ["a", "b", "failed"],
    );
    assert.equal(kept.at(-1)?.log, "why\n\nBecause.");
    const all = kept.reduce((sum, { log }) => sum + log.length, 0);
    assert.ok(all <= 500_000 && all > 400_000, `${all}`);
  });

  it("has no values of secrets", () => {
    const [step] = endedSteps(recordOf({ a: "NPM_TOKEN=abc https://me:pw@host/x\n" }), undefined);
    assert.equal(step?.log, "NPM_TOKEN=… https://…@host/x");
  });

  it("is the same after it was kept", () => {
    assert.deepEqual(
      JSON.parse(JSON.stringify({ format: 1, ...build })),
      readEndedBuild(endedBuildText(build)),
    );
  });

  for (const [what, text] of [
    ["nothing", ""],
    ["half of a text", endedBuildText(build).slice(0, -9)],
    ["another format", endedBuildText(build).replace('"format":1', '"format":2')],
    ["a list", "[]"],
    ["a report without stages", endedBuildText(build).replace('"stages":[]', '"stages":1')],
    ["a step without a log", endedBuildText({ ...build, steps: [{ id: "a" } as never] })],
  ] as const)
    it(`is none where ${what} was kept`, () => {
      assert.equal(readEndedBuild(text), undefined);
    });
});
