/** The command line as a process: its output, pipes, threads and many files. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CLI = join(__dirname, "..", "..", "dist", "server", "cli.js");
const WARNING = "FROM alpine:3.20 as build\nRUN a\n";

describe("the process of the command line", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "command line "));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function start(args: readonly string[], input?: string | Buffer) {
    return spawnSync(process.execPath, [CLI, ...args], {
      cwd: folder,
      encoding: "utf8",
      ...(input === undefined ? {} : { input }),
      env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined },
    });
  }

  it("has no colors in a pipe, and ends with the code of the check", () => {
    writeFileSync(join(folder, "Dockerfile"), WARNING);
    const { status, stdout, stderr } = start(["check"]);
    assert.equal(status, 1);
    assert.equal(stderr, "");
    assert.match(stdout, /^Dockerfile:1:18: warning: /);
    assert.match(stdout, /\n\n1 problem in 1 file of 1 \(1 warning\)\.\n$/);
    assert.ok(!stdout.includes(String.fromCharCode(27)));
    assert.match(start(["--version"]).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it("explains rules with the pages of the package", () => {
    const { status, stdout } = start(["explain", "UnusedStage"]);
    assert.equal(status, 0);
    assert.match(stdout, /^# UnusedStage\n\n[^<]*\n## Why\n/);
  });

  it("checks a text from standard input as the file that it is named after", () => {
    mkdirSync(join(folder, "app"));
    writeFileSync(join(folder, "app", ".dockerignore"), "secret\n");
    const text = `${WARNING}COPY secret /\n`;
    const { stdout, status } = start(["check", "--stdin-filename", "app/Dockerfile", "-"], text);
    assert.match(stdout, /app\/Dockerfile:3:6: warning: .*\[CopyIgnoredFile\]/);
    assert.equal(status, 1);
    const fixed = start(["check", "--fix", "-"], WARNING);
    assert.equal(fixed.stdout, WARNING.replace(" as ", " AS "));
    assert.match(fixed.stderr, /No problems in 1 file\./);
    assert.equal(fixed.status, 0);
    const binary = start(["check", "-"], Buffer.from([0, 1]));
    assert.deepEqual(
      [binary.status, binary.stderr],
      [2, "dockerfile-stages: Standard input: This is a binary file.\n"],
    );
    assert.equal(start(["check", "-", "Dockerfile"], "").status, 2);
    assert.equal(start(["check", "-"], "").status, 1, "an empty file builds nothing");
  });

  it("ends quietly where nobody reads on", function () {
    if (process.platform === "win32") this.skip();
    for (let i = 0; i < 200; i++) {
      mkdirSync(join(folder, `${i}`));
      writeFileSync(join(folder, `${i}`, "Dockerfile"), WARNING.repeat(20));
    }
    const script = `"${process.execPath}" "${CLI}" check | head -1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" });
    assert.match(stdout, /^0\/Dockerfile:1:1: hint: .*\n1\n$/);
    assert.equal(stderr, "");
  });

  it("answers the same on any number of threads, in the order of the paths", () => {
    for (let i = 0; i < 300; i++)
      writeFileSync(join(folder, `${i}.Dockerfile`), i % 7 === 0 ? Buffer.from([0]) : WARNING.repeat(i % 5));
    writeFileSync(join(folder, ".dockerfile-stages.yaml"), "rule: 1\n");
    const [one, two, own] = [["--threads=1"], ["--threads=3"], []].map(args =>
      start(["check", "--format=json", ...args]),
    );
    assert.equal(one?.status, 2);
    assert.match(one.stderr, /^\.dockerfile-stages\.yaml:1: "rule" is not a key/);
    assert.equal(one.stderr.match(/is not a key/g)?.length, 1);
    for (const other of [two, own])
      assert.deepEqual([other?.stdout, other?.stderr], [one.stdout, one.stderr]);
    const { files } = JSON.parse(one.stdout) as { files: { path: string }[] };
    const paths = files.map(({ path }) => path);
    assert.deepEqual(paths, [...paths].sort());
  });
});
