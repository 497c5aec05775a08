import { editor, type FakeDocument } from "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fakeDocker } from "../../support/fakeDocker";
import { random } from "../../support/random";
import { startClient } from "../startedClient";

/** Each instruction that is a step of its own, in order; the fake builder takes as many seconds as its number is. */
const STEPS: [instruction: string, step: string][] = [
  ["FROM alpine AS base", "[base 1/3] FROM alpine"],
  ["RUN one", "[base 2/3] RUN one"],
  ["RUN two", "[base 3/3] RUN two"],
  ["RUN three", "[api 1/2] RUN three"],
  ["RUN four", "[api 2/2] RUN four"],
];
const TEXT = "FROM alpine AS base\nRUN one\nRUN two\n\nFROM base AS api\nRUN three\nENV A=1\nRUN four\n";
const TYPED = ["x", "\n", "RUN more\n", "# c\n", "FROM scratch AS more\n", "\n\n"];
const ROUNDS = 8;

/** What a person types into a document: before it is saved for the build comments alone, so that its steps stay; then anything. */
function typist(document: FakeDocument, seed: number) {
  const { below, pick } = random(seed);
  const lineStart = () => document.getText().lastIndexOf("\n", below(document.getText().length)) + 1;
  const type = () => {
    for (let times = below(3); times > 0; times--)
      editor.type(document, below(document.getText().length + 1), pick(TYPED));
  };
  const comment = () => {
    if (below(2) === 0) editor.type(document, lineStart(), pick(["# c\n", "\n"]));
  };
  let answers = 0;
  // The click asks first, then what is in the way of the build, all before the first of these.
  const timers = Array.from({ length: 4 }, () => setTimeout(type, below(250)));
  return {
    onTheWay: () => {
      if (answers++ === 0) comment();
      else type();
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

describe("somebody who types from the click to the end of a build", function () {
  this.timeout(60_000);

  it("sees each mark beside its own instruction, and none beside what was edited", async () => {
    const docker = fakeDocker(STEPS.map(([, step]) => step));
    let document = editor.open(join(docker.folder, "none"), "");
    const client = startClient(docker, () => document);
    let seen = 0;
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const file = join(docker.folder, `${round}.Dockerfile`);
        writeFileSync(file, TEXT);
        document = editor.open(file, TEXT);
        const { onTheWay, stop } = typist(document, round);
        client.onTheWay = onTheWay;
        await client.click(document, "buildUpToStage", 1, ["Save and Build"]);
        stop();
        const lines = document.getText().split("\n");
        const marked = new Map<string, string | undefined>();
        for (const { range, renderOptions } of editor.decorations()) {
          const [, seconds] = /· (\d+)/.exec(renderOptions?.after.contentText ?? "") ?? [];
          marked.set(lines[range.start.line] ?? "", seconds);
        }
        const says = `round ${round}:\n${document.getText()}\n${JSON.stringify([...marked])}`;
        for (const [text, seconds] of marked) {
          const index = STEPS.findIndex(([instruction]) => instruction === text);
          assert.notEqual(index, -1, says);
          // What a FROM takes is not said.
          if (seconds !== undefined) assert.equal(Number(seconds), index + 1, says);
          seen++;
        }
      }
    } finally {
      client.stop();
    }
    assert.ok(seen > ROUNDS, `only ${seen} marks were seen`);
  });

  it("sees the failure at the instruction that failed, wherever that is by then, or nowhere", async () => {
    const docker = fakeDocker(
      STEPS.map(([, step]) => step),
      "[api 1/2] RUN three",
    );
    let document = editor.open(join(docker.folder, "none"), "");
    const client = startClient(docker, () => document);
    let seen = 0;
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const file = join(docker.folder, `${round}.Dockerfile`);
        writeFileSync(file, TEXT);
        document = editor.open(file, TEXT);
        const { onTheWay, stop } = typist(document, 100 + round);
        client.onTheWay = onTheWay;
        await client.click(document, "buildUpToStage", 1, ["Save and Build"]);
        stop();
        for (const { range } of editor.diagnostics(document)) {
          assert.equal(document.getText().split("\n")[range.start.line], "RUN three", `round ${round}`);
          seen++;
        }
      }
    } finally {
      client.stop();
    }
    assert.ok(seen > ROUNDS / 3, `only ${seen} failures were seen`);
  });
});
