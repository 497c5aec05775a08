import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import type { Builder } from "../../../client/src/engine/engine";
import { failurePlaces } from "../../../client/src/progress/failurePlaces";
import { createProgressReader, type BuildFailure } from "../../../client/src/progress/progressReader";
import { targetOfName } from "../../../client/src/build/request/stageTarget";
import { engineCases, type EngineCase, type EngineId } from "../engineOutput/cases";
import { instructionsOf, modelOf } from "../modelOf";

/** What the engines printed when `engineOutput/record.ts` built the cases. */
type Recording = Record<string, { status: number; out: string[]; err: string[] }>;

const BUILDERS: Record<EngineId, Builder> = {
  buildx: "buildx",
  embedded: "embedded",
  legacy28: "legacy",
  legacy20: "legacy",
  podman: "podman",
};
const ENGINES: EngineId[] = ["buildx", "embedded", "legacy28", "legacy20"];
/** How many characters of the output come at once. */
const PIECES = [Infinity, 1, 7, 64];

describe("the output of a failed build", () => {
  for (const engine of ENGINES) {
    const recording = JSON.parse(
      readFileSync(path.join(__dirname, "../engineOutput", `${engine}.json`), "utf8"),
    ) as Recording;
    for (const [name, engineCase] of Object.entries(engineCases)) {
      const printed = recording[name];
      if (engineCase.builtBy?.includes(engine) === true) {
        it(`there is none of ${name} by ${engine}, which builds it`, () => {
          assert.equal(printed?.status, 0);
        });
        continue;
      }
      it(`names the lines to blame: ${name} by ${engine}`, () => {
        assert.ok(printed !== undefined && printed.status !== 0);
        for (const size of PIECES) {
          const failure = read(printed.out.join("\n"), printed.err.join("\n"), size, BUILDERS[engine]);
          assert.equal(failure.kind, "build");
          assert.match(failure.message, engineCase.messageBy?.[engine] ?? engineCase.message);
          assert.deepEqual(blamed(engineCase, failure), engineCase.blamedBy?.[engine] ?? engineCase.blamed);
        }
      });
    }
  }

  it("tells with the builder's words what the step printed last", () => {
    const recording = JSON.parse(
      readFileSync(path.join(__dirname, "../engineOutput", "buildx.json"), "utf8"),
    ) as Recording;
    const { err } = recording.runWithContinuations ?? { err: [] };
    const { message, log } = read("", err.join("\n"), Infinity);
    assert.match(message, /^process "\/bin\/sh -c echo before/);
    assert.deepEqual(log.sort(), ["/bin/sh: nosuchcmd: not found", "before", "to stderr"]);
  });

  it("keeps only the last lines of a step that printed a lot", () => {
    const noise = Array.from({ length: 5000 }, (_, i) => `#5 0.1 line ${i}\n`).join("");
    const { log } = read(
      "",
      `#5 [a 1/1] RUN x\n${noise}#5 ERROR: exit\nERROR: failed to solve: exit\n`,
      1000,
    );
    assert.equal(log.length, 10);
    assert.equal(log.at(-1), "line 4999");
  });

  it("does not grow with a line that never ends", () => {
    const reader = createProgressReader({ builder: "buildx", progress: "plain" });
    for (let i = 0; i < 200; i++) reader.write("err", "x".repeat(100_000));
    reader.write("err", "\nERROR: failed to build: failed to solve: the end\n");
    reader.end(true);
    assert.equal(reader.failure().message, "the end");
  });

  for (const before of ["", "failed to build: ", "failed to run Build function: "])
    it(`names the cause without the builder's own names: ${before || "its usual ones"}`, () => {
      const reader = createProgressReader({ builder: "buildx", progress: "plain" });
      reader.write("err", `ERROR: ${before}failed to solve: ${before}the cause\n`);
      reader.end(true);
      assert.equal(reader.failure().message, "the cause");
    });

  // The words of docker 28 for Linux; of Docker Desktop for Windows; of clients from 29 on.
  const silent: [words: string, kind: BuildFailure["kind"]][] = [
    ["ERROR: Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?", "engine"],
    ["Cannot connect to the Docker daemon at tcp://127.0.0.1:9. Is the docker daemon running?", "engine"],
    [
      'ERROR: error during connect: Head "http://%2F%2F.%2Fpipe%2Fdocker_engine/_ping": open //./pipe/docker_engine: The system cannot find the file specified.',
      "engine",
    ],
    [
      "ERROR: failed to connect to the docker API at npipe:////./pipe/dockerDesktopLinuxEngine; check if the path is correct and if the daemon is running",
      "engine",
    ],
    [
      'ERROR: permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/_ping": dial unix /var/run/docker.sock: connect: permission denied',
      "permission",
    ],
    ['#5 0.2 ERROR: Cannot connect to the Docker daemon\nERROR: process "docker ps" failed', "build"],
  ];
  for (const [words, kind] of silent) {
    it(`is told apart from an engine that does not answer: ${words.split("\n")[0]?.slice(0, 60) ?? ""}`, () => {
      assert.equal(read("", `${words}\n`, 3).kind, kind);
    });
  }
});

describe("the place of a failure", () => {
  const shown = (lines: string) =>
    `Dockerfile:2\n${"-".repeat(20)}\n${lines}\n${"-".repeat(20)}\nERROR: no\n`;
  const place = (output: string, text: string) =>
    blamed({ dockerfile: text, blamed: [], message: /no/ }, read("", output, Infinity));

  it("follows its lines to where they are now", () => {
    const output = shown("   1 |     FROM a\n   2 | >>> RUN x && \\\n   3 | >>>   y");
    assert.deepEqual(place(output, "FROM a\nRUN x && \\\n  y\n"), [[2, 3]]);
    assert.deepEqual(place(output, "# new\n# new\nFROM a\nRUN x && \\\n  y\n"), [[4, 5]]);
    assert.deepEqual(place(output, "FROM a\nRUN x && \\\n  z\n"), []);
    assert.deepEqual(place(output, ""), []);
  });

  it("is that of the file that was built, not of another one the builder read", () => {
    assert.deepEqual(
      place(shown("   2 | >>> RUN x").replace("Dockerfile:2", "other:2"), "FROM a\nRUN x\n"),
      [],
    );
  });

  it("marks instructions apart that the builder shows together", () => {
    const output = shown("   2 | >>> RUN x\n   3 |     RUN y\n   4 | >>> RUN z");
    assert.deepEqual(place(output, "FROM a\nRUN x\nRUN y\nRUN z\n"), [
      [2, 2],
      [4, 4],
    ]);
  });
});

function read(out: string, err: string, size: number, builder: Builder = "buildx"): BuildFailure {
  const reader = createProgressReader({ builder, progress: "plain" });
  const piece = Math.min(size, Math.max(out.length, err.length, 1));
  for (let at = 0; at < Math.max(out.length, err.length); at += piece) {
    reader.write("out", out.slice(at, at + piece));
    reader.write("err", err.slice(at, at + piece));
  }
  reader.end(true);
  return reader.failure();
}

function blamed({ dockerfile, target: name }: EngineCase, failure: BuildFailure): [number, number][] {
  const model = modelOf(dockerfile);
  const target = targetOfName(model, name);
  const ranges = failurePlaces(failure, {
    name: "Dockerfile",
    lines: dockerfile.split(/\r?\n/),
    model,
    instructions: instructionsOf(dockerfile),
    target: target.kind === "gone" ? -1 : target.stage.index,
  });
  return ranges.map(({ start, end }) => [start.line + 1, end.line + 1]);
}
