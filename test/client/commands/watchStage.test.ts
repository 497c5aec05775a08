import { editor, type FakeDocument } from "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../../e2e/eventually";
import { fakeDocker } from "../../support/fakeDocker";
import { startClient, type StartedClient } from "../startedClient";

const TEXT = "FROM alpine AS api\nCOPY src /src\nRUN make\nFROM alpine\nCOPY docs /docs\n";
const STEPS = ["[api 1/3] FROM alpine", "[api 2/3] COPY src /src", "[api 3/3] RUN make"];
/** Longer than a watch waits for more changes. */
const QUIET = 700;

describe("a stage that is watched", function () {
  this.timeout(30_000);
  const docker = fakeDocker(STEPS);
  const failing = fakeDocker(STEPS, STEPS[2]);
  let client: StartedClient;
  let document: FakeDocument;

  before(() => {
    client = startClient(docker, () => document);
    const file = join(docker.folder, "Dockerfile");
    writeFileSync(file, TEXT);
    writeFileSync(join(docker.folder, ".dockerignore"), "src/left\n");
    document = editor.open(file, TEXT);
  });

  after(() => {
    client.stop();
    rmSync(failing.folder, { recursive: true, force: true });
  });

  const begun = () => editor.written.split("docker buildx build").length - 1;
  const ended = () => editor.written.match(/Built |Failed at|was cancelled/g)?.length ?? 0;
  const touch = (file: string) => {
    editor.touch(join(docker.folder, file));
  };
  const builds = (count: number) =>
    eventually(
      `${count} builds that have ended`,
      () => [begun(), ended()],
      ([started, over]) => started === count && over === count,
    );

  it("is built at once, and again where something that it reads changes, and nothing else", async () => {
    editor.written = "";
    await editor.run("dockerfileStages.watchStage", { uri: document.uri.toString(), stage: 0 });
    await builds(1);
    touch("src/main.c");
    await builds(2);
    for (const file of ["docs/guide.md", "src/left/a.o", "other.txt"]) touch(file);
    await sleep(QUIET);
    assert.equal(begun(), 2);
    touch("Dockerfile");
    await builds(3);
  });

  it("is built once for several files that change together", async () => {
    const before = begun();
    for (let count = 0; count < 20; count++) touch(`src/${count}.c`);
    await builds(before + 1);
    await sleep(QUIET);
    assert.equal(begun(), before + 1);
  });

  it("says when it fails and when it is built again, and no more", async () => {
    const good = join(failing.folder, "good");
    copyFileSync(docker.program, good);
    const before = begun();
    editor.said = [];
    copyFileSync(failing.program, docker.program);
    touch("src/a.c");
    await builds(before + 1);
    await eventually(
      "a message",
      () => editor.said.length,
      count => count === 1,
    );
    touch("src/a.c");
    await builds(before + 2);
    await sleep(QUIET);
    assert.equal(editor.said.length, 1, editor.said.join("\n"));
    assert.equal(editor.diagnostics(document).length, 1, "the failure is marked all the same");
    copyFileSync(good, docker.program);
    touch("src/a.c");
    await builds(before + 3);
    await eventually(
      "a message",
      () => editor.said.length,
      count => count === 2,
    );
    assert.match(editor.said[1] ?? "", /api \(Dockerfile\) is built again/);
    touch("src/a.c");
    await builds(before + 4);
    assert.equal(editor.said.length, 2);
  });

  it("ends an older build for a newer one", async () => {
    const slow = fakeDocker(Array.from({ length: 100 }, (_, index) => `[api ${index + 1}/100] RUN ${index}`));
    copyFileSync(slow.program, docker.program);
    rmSync(slow.folder, { recursive: true });
    const before = begun();
    touch("src/a.c");
    await eventually("a build", begun, count => count === before + 1);
    touch("src/b.c");
    await eventually("another build", begun, count => count === before + 2);
    assert.equal(ended(), before + 1);
    assert.match(editor.written, /was cancelled/);
  });

  it("is left alone when somebody stops that", async () => {
    await editor.run("dockerfileStages.stopWatching");
    const before = begun();
    touch("src/a.c");
    await sleep(QUIET);
    assert.equal(begun(), before);
  });
});
