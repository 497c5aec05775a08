// What Compose and bake printed of one project: `api` is based on `base` and may be cancelled, and `web` copies a file that is not there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProgressEvent } from "../../../client/src/progress/buildRecord";
import { failurePlaces } from "../../../client/src/progress/failurePlaces";
import { createGroupReader, type GroupReader } from "../../../client/src/progress/groupProgress";
import { instructionProgress } from "../../../client/src/progress/stageProgress";
import type { BuiltFile } from "../../../client/src/progress/stepPlaces";
import { builtFileOf } from "./builtRecord";

interface Run {
  tool: string;
  progress: string;
  targets: string[];
  out: string;
  err: string;
  failed: string | null;
}

const { files, runs } = JSON.parse(readFileSync(join(__dirname, "../engineOutput/group.json"), "utf8")) as {
  files: Record<string, string>;
  runs: Run[];
};

/** A Dockerfile of the project. */
function fileOf(name: string): BuiltFile {
  return builtFileOf(files[name] ?? "", undefined, name === "api" ? ["base"] : []);
}

/** Reads a run in pieces of `size` characters. */
function read(
  { targets, out, err, failed }: Run,
  size: number,
): { reader: GroupReader; events: ProgressEvent[] } {
  const events: ProgressEvent[] = [];
  const reader = createGroupReader(
    targets.map(fileOf),
    targets.map((name, file) => ({ name, file, needs: name === "api" ? ["base"] : [] })),
    event => events.push(event),
    () => 0,
  );
  for (const [stream, text] of [
    ["out", out],
    ["err", err],
  ] as const)
    for (let at = 0; at < text.length; at += size) reader.write(stream, text.slice(at, at + size));
  reader.end(failed !== null);
  return { reader, events };
}

/** What became of each instruction of each Dockerfile. */
function instructions(run: Run, { records }: GroupReader): Record<string, string[]> {
  return Object.fromEntries(
    run.targets.map((name, index) => {
      const file = fileOf(name);
      const record = records[index];
      assert.ok(record);
      const found = instructionProgress(record, file, 0);
      return [
        name,
        found.map(({ instruction, state }) => `${file.instructions[instruction]?.keyword ?? ""} ${state}`),
      ];
    }),
  );
}

describe("the progress of several Dockerfiles at once", () => {
  for (const run of runs) {
    const title = `of ${run.tool} (${run.progress}) ${run.failed === null ? "that builds" : "that fails"}`;

    it(`${title} is told for each of them`, () => {
      const { reader } = read(run, 1000);
      const found = instructions(run, reader);
      const keywords = (name: string) => found[name]?.map(text => text.split(" ")[0]);
      if (run.failed === null) {
        assert.deepEqual(found, {
          // The FROM of its first stage is another file.
          api: ["COPY done", "RUN done", "COPY done"],
          base: ["FROM cached", "RUN done"],
        });
        return;
      }
      assert.ok(found["web"]?.includes("COPY failed"), JSON.stringify(found));
      // No step of one file is taken for one of another.
      assert.deepEqual(keywords("base"), ["FROM", "RUN"]);
      assert.ok(keywords("api")?.every(keyword => ["FROM", "COPY", "RUN"].includes(keyword ?? "")));
      assert.ok(!JSON.stringify([found["api"], found["base"]]).includes("failed"));
    });

    it(`${title} is the same however it is split`, () => {
      const whole = instructions(run, read(run, 1_000_000).reader);
      for (const size of [1, 7, 4096]) assert.deepEqual(instructions(run, read(run, size).reader), whole);
    });

    it(`${title} blames the Dockerfile that failed alone`, () => {
      const { reader } = read(run, 1000);
      for (const [index, name] of run.targets.entries()) {
        const failure = run.failed === null ? undefined : reader.failureOf(index);
        assert.equal(failure !== undefined, name === run.failed, name);
        if (failure === undefined) continue;
        assert.equal(failure.missing, "missing.txt");
        assert.ok(!failure.message.includes("::"), failure.message);
        assert.ok(!failure.message.startsWith("target "), failure.message);
        const places = failurePlaces(failure, fileOf(name));
        assert.deepEqual(
          places.map(({ start }) => start.line),
          [1],
        );
      }
    });

    it(`${title} names the service or target of each step`, () => {
      const { reader, events } = read(run, 1000);
      const named = events.flatMap(event =>
        event.kind === "step" && event.step.place ? [reader.targetOf(event.step) ?? "none"] : [],
      );
      assert.ok(named.length > 0);
      assert.ok(named.every(name => run.targets.includes(name)));
    });
  }
});
