/** The command line as a process: its output, pipes, threads and many files. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import nodeModule from "node:module";
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

  it("keeps what Node.js compiles for the next start, where that can, and may", () => {
    writeFileSync(join(folder, "Dockerfile"), WARNING);
    const temporary = join(folder, "temporary");
    const kept = join(temporary, "node-compile-cache");
    const check = (env: NodeJS.ProcessEnv) =>
      spawnSync(process.execPath, [CLI, "check", "Dockerfile"], {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, TMPDIR: temporary, TEMP: temporary, NODE_COMPILE_CACHE: undefined, ...env },
      });
    mkdirSync(temporary);
    assert.equal(check({ NODE_DISABLE_COMPILE_CACHE: "1" }).status, 1);
    assert.ok(!existsSync(kept));
    const [first, second] = [check({}), check({})];
    assert.deepEqual([second.status, second.stdout, second.stderr], [1, first.stdout, ""]);
    assert.equal(existsSync(kept), "enableCompileCache" in nodeModule);
    // A file where the folder should be.
    rmSync(kept, { recursive: true, force: true });
    writeFileSync(kept, "");
    assert.deepEqual([check({}).status, check({}).stderr], [1, ""]);
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

  it("writes a Dockerfile for a project, with answers, and never over another file", () => {
    mkdirSync(join(folder, "api"));
    writeFileSync(join(folder, "api", "package.json"), '{"name":"x","scripts":{"start":"node server.js"}}\n');
    writeFileSync(join(folder, "api", "server.js"), "");
    const listed = start(["new", "--list"]);
    assert.match(listed.stdout, /^api +Node\.js .* port=3000$/m);
    const shown = start(["new", "api"]);
    assert.deepEqual([shown.status, (shown.stdout.match(/^FROM /gm)?.length ?? 0) >= 2], [0, true]);
    assert.match(shown.stderr, /^--answer port=3000: .*\.$/m);
    const written = start(["new", "--project", "api", "--answer", "port=8080", "--write"]);
    assert.equal(written.stdout, "api/Dockerfile written.\napi/.dockerignore written.\n");
    assert.match(readFileSync(join(folder, "api", "Dockerfile"), "utf8"), /^EXPOSE 8080$/m);
    assert.equal(start(["new", "api", "-w"]).stdout.split(" ")[0], "api/Dockerfile.new");
    assert.equal(start(["check", "api/Dockerfile"]).status, 0);
    const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
      [["api", "--answer", "port=x"], /--answer port: A port is a number/],
      [["api", "--answer", "x=1"], /--answer takes port, not "x"\.$/],
      [["api", "--kind", "x"], /--kind takes "/],
      [["--project", "web"], /There is no project in "web", but in: api\.$/],
      [["nowhere"], /nowhere: This folder cannot be read\.$/],
    ];
    for (const [args, message] of WRONG) {
      const { status, stdout, stderr } = start(["new", ...args]);
      assert.deepEqual([status, stdout], [2, ""], args.join(" "));
      assert.match(stderr.trimEnd(), message);
    }
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
