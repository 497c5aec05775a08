import assert from "node:assert/strict";
import { createBuildLog } from "../../../client/src/progress/buildLog";
import { createRecord, stepOf } from "../../../client/src/progress/buildRecord";
import { createProgressReader } from "../../../client/src/progress/progressReader";
import { withoutColours } from "../../../client/src/engine/terminalText";
import { createStepLog } from "../../../client/src/progress/stepLog";
import { placeOfName } from "../../../client/src/progress/stepName";
import { ago, seconds, size } from "../../../client/src/engine/amounts";

/** What a person reads of an output, without colours. */
function shown(output: string, pieces = Infinity): string[] {
  const log = createBuildLog(() => 0);
  let text = "";
  const reader = createProgressReader(
    { builder: "buildx", progress: "plain" },
    event => {
      text += log(event);
    },
    () => 0,
  );
  for (let at = 0; at < output.length; at += pieces) {
    reader.write("err", output.slice(at, Math.min(output.length, at + pieces)));
  }
  reader.end(false);
  return withoutColours(text).trimEnd().split("\n");
}

const OUTPUT = [
  "#1 [internal] load build definition from Dockerfile",
  "#1 DONE 0.0s",
  "#4 [deps 1/3] FROM docker.io/library/alpine",
  "#4 CACHED",
  "#5 [deps 2/3] RUN echo a",
  "#5 0.1 out",
  "#6 [build 1/1] RUN make",
  "#5 DONE 0.4s",
  "#6 0.2 cc",
  "#6 ERROR: exit code: 2",
  "#7 exporting to image",
  "#7 DONE 3.2s",
  "ERROR: failed",
].join("\n");

describe("the log of a build", () => {
  it("says of each line which stage it is of, and how long its steps took", () => {
    assert.deepEqual(shown(OUTPUT), [
      "deps 1/3 FROM docker.io/library/alpine",
      "deps 1/3 ✔ cached",
      "deps 2/3 RUN echo a",
      "deps 2/3 │ out",
      "build 1/1 RUN make",
      "deps 2/3 ✔ 0.4 s",
      "build 1/1 │ cc",
      "build 1/1 ✖ failed after 0.0 s",
      "builder ✔ 3.2 s exporting to image",
      "ERROR: failed",
    ]);
  });

  it("is the same in whatever pieces it comes", () => {
    for (const size of [1, 2, 7, 100]) assert.deepEqual(shown(OUTPUT, size), shown(OUTPUT));
  });

  it("shows a line that was written over itself as it is in the end, and no moves of the cursor", () => {
    const lines = shown("#1 [a 1/1] RUN x\n#1 0.1 10%\r50%\r100%\n#1 0.2 \x1b[2K\x1b[1Gdone\n#1 DONE 1.0s\n");
    assert.deepEqual(lines.slice(1, 3), ["a 1/1 │ 100%", "a 1/1 │ done"]);
  });

  it("keeps the end of a line without end, in bounded memory", () => {
    const log = createBuildLog(() => 0);
    const step = stepOf(createRecord(), "1", "[a 1/1] RUN make", placeOfName("[a 1/1] RUN make"));
    step.state = "running";
    log({ kind: "step", step });
    for (let i = 0; i < 1_000; i++) log({ kind: "log", step, text: "x".repeat(1_000) });
    const text = log({ kind: "log", step, text: "end\n" });
    assert.ok(text.endsWith("end\n") && text.length < 22_000, `${text.length} characters`);
  });
});

describe("the log of a step", () => {
  it("keeps the beginning and the end, in bounded memory", () => {
    const log = createStepLog();
    for (let i = 0; i < 100_000; i++) log.append(`line ${i} of many that are printed\n`);
    const lines = log.lines();
    assert.equal(lines[0], "line 0 of many that are printed");
    assert.equal(lines.at(-1), "line 99999 of many that are printed");
    const [, left] = /^\((\d+) lines omitted\)$/.exec(lines[200] ?? "") ?? [];
    assert.equal(Number(left) + lines.length - 1, 100_000);
    assert.ok(lines.join("").length < 1_000_000);
  });

  it("is bounded for a line without end, too", () => {
    const log = createStepLog();
    for (let i = 0; i < 1000; i++) log.append("x".repeat(10_000));
    assert.ok((log.lines()[0] ?? "").length <= 20_000);
  });

  it("gives its last lines that say something", () => {
    const log = createStepLog();
    log.append("a\n\nb\r\n  \n\x1b[31mc\x1b[0m");
    assert.deepEqual(log.last(2), ["b", "c"]);
  });
});

describe("words for times and sizes", () => {
  const times: [milliseconds: number, words: string][] = [
    [0, "0.0 s"],
    [440, "0.4 s"],
    [9_949, "9.9 s"],
    [9_960, "10 s"],
    [59_400, "59 s"],
    [60_000, "1 min"],
    [185_000, "3 min 5 s"],
    [3_600_000, "1 h"],
    [3_720_000, "1 h 2 min"],
  ];
  for (const [milliseconds, words] of times) {
    it(`${milliseconds} ms are ${words}`, () => {
      assert.equal(seconds(milliseconds), words);
    });
  }

  const sizes: [bytes: number, words: string][] = [
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1.0 kB"],
    [41_300_000, "41 MB"],
    [999_600, "1.0 MB"],
    [2_150_000_000, "2.1 GB"],
  ];
  for (const [bytes, words] of sizes) {
    it(`${bytes} bytes are ${words}`, () => {
      assert.equal(size(bytes), words);
    });
  }

  it("a time is so long ago", () => {
    const minute = 60_000;
    assert.deepEqual(
      [0, 59_000, minute, 59 * minute, 60 * minute, 47 * 60 * minute, 50 * 60 * minute].map(ago),
      ["just now", "just now", "1 min ago", "59 min ago", "1 h ago", "47 h ago", "2 days ago"],
    );
  });
});
