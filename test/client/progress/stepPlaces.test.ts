import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../../client/src/engine/engine";
import { failurePlaces } from "../../../client/src/progress/failurePlaces";
import { createProgressReader, type ProgressReader } from "../../../client/src/progress/progressReader";
import { stageProgress } from "../../../client/src/progress/stageProgress";
import { titleOf } from "../../../client/src/progress/stepName";
import { instructionOfStep, type BuiltFile } from "../../../client/src/progress/stepPlaces";
import { targetOfName } from "../../../client/src/build/request/stageTarget";
import { progressCases } from "../engineOutput/progressCases";
import { instructionsOf, modelOf } from "../modelOf";

interface Recorded {
  status: number;
  out: string;
  err: string;
}

type Reading = Pick<Engine, "builder" | "progress">;

const FOLDER = join(__dirname, "../engineOutput");
const ENGINES: Record<string, Reading> = {
  buildx: { builder: "buildx", progress: "plain" },
  embedded: { builder: "embedded", progress: "plain" },
  legacy20: { builder: "legacy", progress: "none" },
  legacy28: { builder: "legacy", progress: "none" },
  podman: { builder: "podman", progress: "none" },
};

/** The lines to blame, from 1, of the cases that fail; none where the file is not to blame. */
const BLAMED: Record<string, number[]> = {
  failingRun: [5],
  failingCopy: [4],
  failingCopyFromStage: [4],
  syntaxError: [3],
  unknownFlag: [2],
  unknownTarget: [],
  unknownImage: [3],
  failingTriggerOfImage: [1],
  addUrl: [4],
  addGit: [4],
  // Of engines that do not know it yet.
  copyLink: [4],
  heredoc: [3],
  mounts: [4],
};

/** Engines that say less, or fail elsewhere. */
const BLAMED_BY: Record<string, number[]> = {
  // The builder fetches for itself, before the step.
  "addUrl by embedded": [],
  "addGit by embedded": [],
  // It takes a trigger of an image for the first instruction.
  "failingTriggerOfImage by embedded": [2],
  "heredoc by legacy28": [6],
  "nameInOtherCase by podman": [3],
  // It takes the lines of a heredoc for instructions.
  "heredoc by podman": [],
  "triggersOfStage by podman": [6],
};

/** Steps that are no instructions for us: podman 4.3 takes the lines of a heredoc for instructions. */
const OTHER_STEPS = new Set(["heredoc by podman", "failingTriggerOfImage by embedded"]);

describe("a step of a build", () => {
  for (const [engine, reading] of Object.entries(ENGINES)) {
    const recorded = recordingOf(engine);
    for (const [name, { status, out, err }] of Object.entries(recorded)) {
      it(`leads to its instruction: ${name} by ${engine}`, () => {
        check(name, engine, reading, status, out, err);
      });
    }
  }
  for (const file of readdirSync(join(FOLDER, "rawjson"))) {
    const name = file.replace(".json", "");
    const { status, output } = readJson("rawjson", file) as { status: number; output: string[] };
    it(`leads to its instruction: ${name} by buildx in rawjson`, () => {
      check(name, "buildx", { builder: "buildx", progress: "rawjson" }, status, "", output.join("\n"));
    });
  }
});

function check(
  name: string,
  engine: string,
  reading: Reading,
  status: number,
  out: string,
  err: string,
): void {
  const progressCase = progressCases[name];
  assert.ok(progressCase, `there is no case ${name}`);
  const { dockerfile, target } = progressCase;
  const model = modelOf(dockerfile);
  const file: BuiltFile = {
    name: "Dockerfile",
    lines: dockerfile.split("\n"),
    model,
    instructions: instructionsOf(dockerfile),
    target: indexOfTarget(model, target),
  };
  const reader = createProgressReader(reading, undefined, () => 0);
  reader.write("out", `${out}\n`);
  reader.write("err", `${err}\n`);
  reader.end(status !== 0);
  const id = `${name} by ${engine}`;
  const found = OTHER_STEPS.has(id) ? 0 : checkSteps(reader, file);
  if (status === 0) {
    assert.ok(found > 0);
    for (const { state, done, total } of stageProgress(reader.record, file, 0)) {
      assert.ok(state === "done" || state === "cached", state);
      if (reading.builder === "buildx") assert.ok(done <= total, `${done}/${total}`);
    }
    return;
  }
  const failure = reader.failure();
  assert.equal(failure.kind, "build");
  const blamed = failurePlaces(failure, file).map(({ start }) => start.line + 1);
  assert.deepEqual(blamed, BLAMED_BY[id] ?? BLAMED[name] ?? [], failure.message);
}

/** The builder's own words for a step say whether the number led to the right instruction. Answers how many were held. */
function checkSteps({ record }: ProgressReader, file: BuiltFile): number {
  let compared = 0;
  for (const step of record.steps.values()) {
    if (step.place === undefined) continue;
    const instruction = file.instructions[instructionOfStep(step, file, record) ?? -1];
    assert.ok(instruction, `${step.name} is of no instruction`);
    const title = squashed(titleOf(step.name));
    const [keyword] = title.split(" ", 1);
    if (instruction.keyword === keyword?.toUpperCase()) {
      if (keyword === "RUN") assert.match(title, expanded(instruction.text), step.name);
    } else {
      // What the base holds back is done at the FROM.
      assert.equal(instruction.keyword, "FROM", `${step.name} is not ${instruction.text}`);
      const own = file.instructions.filter(({ stage }) => stage === instruction.stage);
      assert.ok(!own.some(({ text }) => squashed(text) === title), `${step.name} is not the FROM`);
    }
    compared++;
  }
  return compared;
}

/** What BuildKit shows for an instruction: its variables filled in, the beginning of a heredoc behind it. */
function expanded(text: string): RegExp {
  const parts = squashed(text).split(/\$\{?\w+\}?/);
  return new RegExp(`^${parts.map(part => part.replace(/[^\w ]/g, "\\$&")).join(".*")}`);
}

function squashed(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function indexOfTarget(model: ReturnType<typeof modelOf>, name: string | undefined): number {
  const target = targetOfName(model, name);
  return target.kind === "gone" ? -1 : target.stage.index;
}

function recordingOf(engine: string): Record<string, Recorded> {
  const recorded = readJson("progress", `${engine}.json`) as Record<
    string,
    { status: number; out: string[]; err: string[] }
  >;
  return Object.fromEntries(
    Object.entries(recorded).map(([name, { status, out, err }]) => [
      name,
      { status, out: out.join("\n"), err: err.join("\n") },
    ]),
  );
}

function readJson(...parts: string[]): unknown {
  return JSON.parse(readFileSync(join(FOLDER, ...parts), "utf8"));
}
