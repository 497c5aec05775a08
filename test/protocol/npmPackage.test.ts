/** The package of npm: what is in it, and that it runs where nothing else is. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MODEL_REQUEST } from "../../server/src/protocol";
import type { ModelAnswer } from "../../server/src/protocol";
import { PULLS, startEditor } from "../support/languageServer";
import { installPackage } from "../support/npmPackage";
import type { InstalledPackage } from "../support/npmPackage";

const NAME = "dockerfile-stages-language-server";
/** Unpacked; more than this is not worth what it brings. */
const MOST_BYTES = 1_500_000;

describe("the package of npm", () => {
  let installed: InstalledPackage;
  let home = "";
  before(() => {
    installed = installPackage();
    home = join(installed.folder, "node_modules", NAME);
  });
  after(() => {
    installed.remove();
  });

  const start = (command: string, ...args: string[]) =>
    spawnSync(`"${join(installed.commands, command)}"`, args, {
      cwd: installed.folder,
      encoding: "utf8",
      shell: true,
    });

  it("has what it needs, and nothing that only its makers do", () => {
    const files = (readdirSync(home, { recursive: true }) as string[])
      .map(file => file.replaceAll("\\", "/"))
      .filter(file => statSync(join(home, file)).isFile());
    const kinds =
      /^(?:package\.json|README\.md|LICENSE|dist\/(?:LICENSES\.txt|protocol\.js|server\/[\w-]+\.js(?:\.br)?)|docs\/rules\/\w+\.md|(?:snippets|schemas)\/[\w-]+\.json|man\/dockerfile-stages\.1|types\/[\w/]+\.d\.ts)$/;
    assert.deepEqual(
      files.filter(file => !kinds.test(file)),
      [],
    );
    assert.ok(!files.includes("dist/server/worker.js"));
    const size = files.reduce((sum, file) => sum + statSync(join(home, file)).size, 0);
    assert.ok(size < MOST_BYTES, String(size));
    const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as Record<string, unknown>;
    assert.equal(manifest["dependencies"], undefined);
    assert.equal(
      readdirSync(join(installed.folder, "node_modules")).filter(name => !name.startsWith(".")).length,
      1,
    );
    for (const each of ["devDependencies", "scripts", "private"]) assert.equal(manifest[each], undefined);
  });

  it("checks and explains by its command", () => {
    writeFileSync(join(installed.folder, "Dockerfile"), "FROM alpine:3.20 as build\nRUN a\n");
    const checked = start("dockerfile-stages", "check", "Dockerfile");
    assert.equal(checked.status, 1, checked.stderr);
    assert.match(checked.stdout, /^Dockerfile:1:18: warning: .*\[FromAsCasing\]/);
    assert.match(start("dockerfile-stages", "explain", "FromAsCasing").stdout, /^# FromAsCasing\n/);
    assert.match(start("dockerfile-stages", "--version").stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it("runs whatever is compressed in it", () => {
    const scripts = readdirSync(join(home, "dist", "server"));
    const compressed = scripts.filter(name => name.endsWith(".br"));
    assert.ok(compressed.length > 10 && compressed.length < scripts.length);
    const run = `const { loadCompressed } = require("./dist/server/loadCompressed.js");
      for (const name of process.argv.slice(1)) if (loadCompressed(name) !== loadCompressed(name)) throw new Error(name);`;
    const names = compressed.map(name => name.slice(0, -".br".length));
    const ran = spawnSync(process.execPath, ["-e", run, "--", ...names], { cwd: home, encoding: "utf8" });
    assert.deepEqual([ran.status, ran.stderr], [0, ""]);
    const missing = spawnSync(process.execPath, ["-e", run, "--", "none.js"], {
      cwd: home,
      encoding: "utf8",
    });
    assert.match(missing.stderr, /ENOENT.*none\.js\.br/);
  });

  it("has each command at work, also by what is compressed", () => {
    const folder = installed.folder;
    writeFileSync(join(folder, "Dockerfile"), "FROM alpine:3.20 AS build\nRUN a\n");
    writeFileSync(join(folder, "docker-bake.hcl"), 'target "app" {\n  target = "build"\n}\n');
    assert.match(start("dockerfile-stages", "uses").stdout, /docker-bake\.hcl/);
    assert.match(start("dockerfile-stages", "graph", "--format", "svg", "Dockerfile").stdout, /^<svg /);
    assert.match(start("dockerfile-stages", "rename", "build", "made", "--dry-run").stdout, /^\+.*made/m);
    assert.match(start("dockerfile-stages", "completion", "bash").stdout, /dockerfile-stages/);
  });

  it("serves editors by its other command", async () => {
    assert.match(start(NAME, "--help").stderr, /--stdio/);
    const editor = await startEditor({
      capabilities: PULLS,
      server: join(home, "dist", "server", "node.js"),
    });
    editor.open("FROM alpine:3.20 as build\nRUN a\n");
    assert.deepEqual(await editor.codes(), ["FromAsCasing"]);
    assert.equal((await editor.ask<ModelAnswer>(MODEL_REQUEST)).stages.length, 1);
    assert.equal(await editor.stop(), 0);
  });

  it("exports the custom requests, with their types", function () {
    this.timeout(60_000); // TypeScript is started.
    const use = `const p = require("${NAME}"); console.log(p.MODEL_REQUEST, p.NO_USE)`;
    const ran = spawnSync(process.execPath, ["-e", use], { cwd: installed.folder, encoding: "utf8" });
    assert.equal(ran.stdout, `${MODEL_REQUEST} none\n`);
    const source = `import { MODEL_REQUEST, type ModelAnswer, type UsesAnswer } from "${NAME}";
export const name: "dockerfileStages/model" = MODEL_REQUEST;
export const indexes = (answer: ModelAnswer): number[] => answer.stages.map(({ index }) => index);
export const labels = (answer: UsesAnswer): string[] => answer.uses.map(({ label }) => label);
`;
    writeFileSync(join(installed.folder, "use.ts"), source);
    const tsc = join(__dirname, "../../node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2023"];
    const checked = spawnSync(process.execPath, [tsc, ...options, "use.ts"], {
      cwd: installed.folder,
      encoding: "utf8",
    });
    assert.equal(checked.stdout, "");
    assert.equal(checked.status, 0);
  });

  it("has a manual that man reads without a warning", function () {
    const page = join(home, "man", "dockerfile-stages.1");
    assert.ok(existsSync(page));
    const read = spawnSync("groff", ["-man", "-Tutf8", "-ww", "-z", page], { encoding: "utf8" });
    // Where nothing reads manuals, test/cli holds what it is made of.
    if (!read.error) assert.deepEqual([read.status, read.stderr], [0, ""]);
  });
});
