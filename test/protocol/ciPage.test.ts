/** The examples of docs/ci.md, run as they stand there: by the real pre-commit, and the commands of GitLab and of lint-staged. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import picomatch from "picomatch";
import { parse } from "yaml";
import { isDockerfileName } from "../../server/src/shared/filePatterns";
import { installPackage } from "../support/npmPackage";
import type { InstalledPackage } from "../support/npmPackage";
import { skipBecause } from "../support/suiteResult";

const PAGE = readFileSync(join(__dirname, "../../docs/ci.md"), "utf8");
const PACKAGE = "dockerfile-stages-language-server";
const WARNING = "FROM alpine:3.20 as build\nRUN a\n";

/** The first block below a heading. */
function block(heading: string): string {
  const [section = ""] = PAGE.split(/^## /m).filter(each => each.startsWith(`${heading}\n`));
  const [, text] = /```\w+\n([^]*?)```/.exec(section) ?? [];
  assert.ok(text, heading);
  return text;
}

describe("the examples of docs/ci.md", function () {
  this.timeout(300_000);
  let folder = "";
  let project = "";
  let installed: InstalledPackage;
  before(() => {
    installed = installPackage();
    folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-ci-page-"));
    project = join(folder, "project");
    mkdirSync(project);
    assert.equal(spawnSync("git", ["init", "--quiet", project]).status, 0);
    for (const name of ["Dockerfile", "api.Dockerfile", "notes.txt"])
      writeFileSync(join(project, name), WARNING);
  });
  after(() => {
    installed.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    spawnSync(program, args, { cwd: project, encoding: "utf8", env: { ...process.env, ...env } });

  it("check by pre-commit what is a Dockerfile", function () {
    if (run("pre-commit", ["--version"]).status !== 0) skipBecause(this, "pre-commit is not installed");
    const example = block("pre-commit");
    assert.ok(example.includes(`[${PACKAGE}]`));
    // The package as it is built here, and the Node.js that is here.
    const config = example.replace(`[${PACKAGE}]`, JSON.stringify([installed.tarball]));
    writeFileSync(
      join(project, ".pre-commit-config.yaml"),
      `default_language_version:\n  node: system\n${config}`,
    );
    assert.equal(run("git", ["add", "."]).status, 0);
    const { status, stdout } = run("pre-commit", ["run", "--color=never"], {
      PRE_COMMIT_HOME: join(folder, "home"),
      // Nothing is fetched.
      npm_config_offline: "true",
      npm_config_audit: "false",
    });
    assert.equal(status, 1, stdout);
    assert.match(stdout, /^check Dockerfiles\.+Failed$/m);
    assert.match(stdout, /^Dockerfile:1:18: warning: .*\[FromAsCasing\]$/m);
    assert.match(stdout, /^2 problems in 2 files of 2 /m);
  });

  it("make the report that GitLab is told of", () => {
    interface Job {
      script: string[];
      artifacts: { when: string; reports: { codequality: string } };
    }
    const { dockerfiles: job } = parse(block("GitLab")) as { dockerfiles: Job };
    const [install, check = ""] = job.script;
    assert.equal(install, `npm install --global ${PACKAGE}`);
    const PATH = [installed.commands, process.env["PATH"]].join(delimiter);
    const { status, stderr } = spawnSync(check, {
      cwd: project,
      encoding: "utf8",
      shell: true,
      env: { ...process.env, PATH },
    });
    assert.deepEqual([status, stderr], [1, ""]);
    // A job that fails keeps the report alone if it is told so.
    assert.equal(job.artifacts.when, "always");
    const report = JSON.parse(
      readFileSync(join(project, job.artifacts.reports.codequality), "utf8"),
    ) as object[];
    assert.equal(report.length, 2);
  });

  it("give lint-staged what is a Dockerfile by its name", () => {
    const manifest = JSON.parse(block("lint-staged")) as { "lint-staged": Record<string, string> };
    const [entry] = Object.entries(manifest["lint-staged"]);
    assert.ok(entry);
    const [pattern, command] = entry;
    assert.equal(command, "dockerfile-stages check --fix");
    // lint-staged compares the name alone where a pattern has no slash.
    const takes = picomatch(pattern, { dot: true });
    const names = [
      "Dockerfile",
      "Dockerfile.dev",
      "api.Dockerfile",
      "api.dockerfile",
      "Containerfile",
      "x.Containerfile",
    ];
    for (const name of names) assert.ok(isDockerfileName(name) && takes(name), name);
  });
});
