/** The action for GitHub and the hooks for pre-commit, as far as they run here: each step with what a runner gives it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { packNpm } from "../../scripts/packageNpm";
import { isDockerfileName } from "../../server/src/shared/filePatterns";

const ROOT = join(__dirname, "..", "..");

interface Step {
  name: string;
  run?: string;
  if?: string;
  uses?: string;
  env?: Record<string, string>;
  "working-directory"?: string;
}

interface Action {
  inputs: Record<string, { description: string; default: string }>;
  runs: { steps: Step[] };
}

interface Hook {
  id: string;
  entry: string;
  files: string;
}

const read = (name: string): unknown => parse(readFileSync(join(ROOT, name), "utf8"));

describe("the action for GitHub", function () {
  const action = read("action.yml") as Action;
  let temp = "";
  let work = "";
  before(function () {
    // The runners of Windows have the bash of Git, which this machine need not have.
    if (process.platform === "win32") this.skip();
    temp = mkdtempSync(join(tmpdir(), "dockerfile-stages-action-"));
    work = join(temp, "work");
    mkdirSync(join(work, "a b"), { recursive: true });
    writeFileSync(join(work, "Dockerfile"), "FROM alpine:3.20 as build\nRUN a\n");
    writeFileSync(join(work, "a b", "Dockerfile"), "FROM alpine:3.20\nMAINTAINER me\n");
    step("Install the command line", { package: packNpm({ out: join(temp, "package.tgz") }) });
  });
  after(() => {
    if (temp !== "") rmSync(temp, { recursive: true, force: true });
  });

  /** Runs a step as a runner does, with inputs beside the defaults. */
  function step(name: string, inputs: Record<string, string> = {}) {
    const found = action.runs.steps.find(each => each.name === name);
    assert.ok(found?.run);
    const defaults = Object.entries(action.inputs).map(([key, input]) => [key, input.default]);
    const known: Record<string, string> = { ...(Object.fromEntries(defaults) as object), ...inputs };
    const filled = (text: string) =>
      text.replace(/\$\{\{ (\S+) \}\}/g, (_, expression: string) => {
        if (expression === "runner.temp") return temp;
        const value = known[expression.replace(/^inputs\./, "")];
        assert.ok(value !== undefined, expression);
        return value;
      });
    assert.doesNotMatch(found.run, /\$\{\{/, "nothing of an input becomes a part of a script");
    const output = join(temp, "output");
    writeFileSync(output, "");
    const env = Object.entries(found.env ?? {}).map(([key, value]) => [key, filled(value)]);
    const { status, stdout, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", found.run], {
      cwd: join(work, filled(found["working-directory"] ?? ".")),
      encoding: "utf8",
      env: {
        ...process.env,
        ...(Object.fromEntries(env) as object),
        GITHUB_ACTION_PATH: ROOT,
        GITHUB_OUTPUT: output,
      },
    });
    return { status, stdout, stderr, output: readFileSync(output, "utf8") };
  }

  it("annotates the problems, and fails the job", () => {
    const { status, stdout, stderr, output } = step("Check Dockerfiles");
    assert.equal(stderr, "");
    assert.deepEqual(
      stdout.split("\n").map(line => line.replace(/(title=\w+)::.*/, "$1")),
      [
        "::warning file=Dockerfile,line=1,endLine=1,col=18,endColumn=20,title=FromAsCasing",
        "::warning file=a b/Dockerfile,line=2,endLine=2,col=1,endColumn=11,title=MaintainerDeprecated",
        "",
      ],
    );
    assert.deepEqual([status, output], [1, ""]);
  });

  const CASES: readonly (readonly [Record<string, string>, number, number])[] = [
    [{ "fail-on": "error" }, 0, 2],
    [{ paths: "a b\n" }, 1, 1],
    [{ paths: "Dockerfile\na b/Dockerfile" }, 1, 2],
    [{ paths: "**/Dockerfile", arguments: "--skip=FromAsCasing\n--skip=MaintainerDeprecated" }, 0, 0],
    [{ "working-directory": "a b" }, 1, 1],
    [{ paths: '$(touch hacked); "`touch hacked`"' }, 2, 1],
    [{ arguments: "--fxi" }, 2, 0],
  ];
  for (const [inputs, status, lines] of CASES)
    it(`takes ${JSON.stringify(inputs)}`, () => {
      const ran = step("Check Dockerfiles", inputs);
      assert.equal(ran.status, status, ran.stderr);
      assert.equal(ran.stdout.split("\n").length - 1, lines, ran.stdout);
      assert.doesNotMatch(spawnSync("ls", [work], { encoding: "utf8" }).stdout, /hacked/);
    });

  it("writes a report for code scanning where that is asked for", () => {
    const { status, output } = step("Check Dockerfiles", { sarif: "true" });
    assert.equal(status, 1);
    const path = /^sarif=(.*)\n$/.exec(output)?.[1] ?? "";
    const log = JSON.parse(readFileSync(path, "utf8")) as { runs: { results: object[] }[] };
    assert.equal(log.runs[0]?.results.length, 2);
    const upload = action.runs.steps.at(-1);
    assert.match(upload?.if ?? "", /^always\(\) && inputs\.sarif == 'true'/);
  });

  it("describes every input", () => {
    for (const [name, { description, default: value }] of Object.entries(action.inputs)) {
      assert.match(description, /\.$/, name);
      assert.equal(typeof value, "string", name);
    }
  });
});

describe("the hooks for pre-commit", () => {
  const hooks = read(".pre-commit-hooks.yaml") as Hook[];

  it("take the files that are Dockerfiles here, and no others", () => {
    const names = [
      "Dockerfile",
      "a/Dockerfile.dev",
      "Dockerfile-x",
      "x.Dockerfile",
      "b/x.dockerfile",
      "Containerfile",
    ];
    const others = ["Dockerfile/a.txt", "docs/dockerfile.md", "MyDockerfile", "a.txt", "xDockerfile.a"];
    for (const { id, files } of hooks) {
      const pattern = new RegExp(files);
      for (const name of names) assert.ok(pattern.test(name) && isDockerfileName(name), `${id} ${name}`);
      for (const name of others.filter(other => !isDockerfileName(other)))
        assert.ok(!pattern.test(name), `${id} ${name}`);
    }
    const [check, fix] = hooks.map(({ files }) => new RegExp(files));
    for (const name of ["compose.yaml", "a/docker-compose.prod.yml", "docker-bake.hcl"]) {
      assert.ok(check?.test(name), name);
      assert.ok(!fix?.test(name), name);
    }
  });

  it("run commands that there are", () => {
    const { bin } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { bin: object };
    for (const { entry } of hooks) assert.ok((entry.split(" ")[0] ?? "") in bin, entry);
  });
});
