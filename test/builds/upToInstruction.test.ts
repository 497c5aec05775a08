// Builds that end with an instruction, with the real engine behind a fake editor: what is in the image, and that nothing is left.
import { editor, type FakeDocument } from "../support/fakeEditor";
import { strict as assert } from "node:assert";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { startClient, type StartedClient } from "../client/startedClient";
import { docker, ensureImages } from "../support/engine";
import { skipBecause } from "../support/suiteResult";

const TEST_WITHIN = 120_000;
const RUN_WITHIN = 60_000;
const BASE = "alpine:latest";

const TEXT = `FROM ${BASE} AS deps
RUN mkdir /found && \\
    # a comment inside
    touch /found/one
COPY <<EOF /found/two
two
EOF
RUN <<EOF
touch /found/three
EOF
COPY own.txt left.txt* /found/
RUN touch /found/four && exit 7

FROM deps
RUN touch /found/five

FROM scratch AS empty
ENV A=1
`;

describe("a build up to an instruction", function () {
  this.timeout(TEST_WITHIN);
  this.slow(10_000);
  const folder = mkdtempSync(join(tmpdir(), "up-to-"));
  const images = ["deps-up-to-instruction", "latest-up-to-instruction", "empty-up-to-instruction"].map(
    tag => `${basename(folder).toLowerCase()}-app:${tag}`,
  );
  let client: StartedClient | undefined;
  let document: FakeDocument;

  before(async function () {
    const missing = await ensureImages([BASE]);
    if (missing) skipBecause(this, missing);
    for (const name of ["own.txt", "left.txt"]) writeFileSync(join(folder, name), name);
    const file = join(folder, "app.Dockerfile");
    writeFileSync(file, TEXT);
    // Its own ignore file holds for a part of it as well.
    writeFileSync(`${file}.dockerignore`, "left.txt\n");
    client = startClient({ folder, program: "docker" }, () => document);
    document = editor.open(file, TEXT);
  });

  after(async () => {
    client?.stop();
    await docker(["image", "rm", "--force", ...images], { timeout: RUN_WITHIN });
  });

  const build = async (line: number) => {
    editor.said = [];
    editor.written = "";
    await editor.run("dockerfileStages.buildUpToInstruction", { uri: document.uri.toString(), line });
    const [status] = await Promise.all(editor.ended.splice(0));
    return status;
  };
  const found = async (image: string | undefined) => {
    const { stdout } = await docker(["run", "--rm", image ?? "", "ls", "/found"], { timeout: RUN_WITHIN });
    return stdout.trim().split("\n").filter(Boolean);
  };
  const temporary = () => readdirSync(tmpdir()).filter(name => /^dockerfile-stages-[0-9a-f]{8}-/.test(name));

  const ENDS: [line: number, about: string, files: string[]][] = [
    [1, "FROM itself", []],
    [3, "inside of an instruction of several lines", ["one"]],
    [6, "inside of a heredoc that is copied", ["one", "two"]],
    [10, "at the end of a heredoc that runs", ["one", "three", "two"]],
    [11, "COPY, with the Dockerfile's own ignore file", ["one", "own.txt", "three", "two"]],
  ];
  for (const [line, about, files] of ENDS) {
    it(`ends there: ${about}`, async () => {
      const before = temporary();
      assert.equal(await build(line), 0, editor.written);
      assert.deepEqual(await found(images[0]), files);
      assert.deepEqual(temporary(), before, "a folder is left");
    });
  }

  it("marks the instruction that fails in the file itself, and opens a shell before it", async () => {
    assert.equal(await build(12), 1);
    const [problem] = editor.diagnostics(document);
    assert.equal(problem?.range.start.line, 11);
    assert.match(problem.message, /exit code: 7/);
    await editor.run("dockerfileStages.openShellBeforeFailure", { uri: document.uri.toString() });
    assert.deepEqual(await found(images[0]?.replace("up-to-instruction", "before-failure")), [
      ...["one", "own.txt", "three", "two"],
    ]);
    images.push(images[0]?.replace("up-to-instruction", "before-failure") ?? "");
  });

  it("fails like the whole stage where a stage that it needs fails", async () => {
    assert.equal(await build(14), 1);
  });

  it("builds a stage without a name, and one of scratch", async () => {
    assert.equal(await build(17), 0, editor.written);
    const { stdout } = await docker(["image", "inspect", "--format", "{{.Config.Env}}", images[2] ?? ""], {
      timeout: RUN_WITHIN,
    });
    assert.doesNotMatch(stdout, /A=1/);
    assert.equal(await build(18), 0, editor.written);
  });

  it("says why it does not begin", async () => {
    assert.equal(await build(13), undefined);
    assert.match(editor.said.join(), /Line 13 has no instruction/);
  });

  it("opens a shell where the instruction has run", async () => {
    const [image = ""] = images;
    const { stdout: before } = await docker(["image", "inspect", "--format", "{{.Id}}", image], {
      timeout: RUN_WITHIN,
    });
    await editor.run("dockerfileStages.openShellAfterInstruction", { uri: document.uri.toString(), line: 2 });
    await Promise.all(editor.ended.splice(0));
    assert.deepEqual(await found(image), ["one"]);
    assert.notEqual(before, "");
  });
});
