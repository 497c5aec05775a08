// Every snippet, given to a real builder: all of them to its check, and those whose tools this machine has to a build.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { readStages } from "../../server/src/stages/model/model";
import type { StageModel } from "../../server/src/stages/model/model";
import { build } from "../support/builder";
import { docker } from "../support/engine";
import { imagesOf } from "../support/exampleProjects";
import { SNIPPETS, fileOf } from "../support/snippets";
import { skipBecause } from "../support/suiteResult";
import { DOTNET_ENV, builderCheck } from "./builderCheck";
import { madeImages } from "./madeImages";
import { BUILDS } from "./snippetBuilds";

const TEST_WITHIN = 60_000;
const SLOW = 5_000;

const IMAGE = "dockerfile-stages-tests/snippet";
const PROJECTS = join(__dirname, "snippetProjects");
const BUILD_WITHIN = 5 * 60_000;

function modelOf(text: string): StageModel {
  return readStages(readDockerfile(text), NO_OPTIONS);
}

describe("a snippet, in the builder's own check", function () {
  this.timeout(TEST_WITHIN);
  this.slow(SLOW);
  const ask = builderCheck(DOTNET_ENV);

  for (const snippet of SNIPPETS)
    it(`has no warning: ${snippet.name}`, async () => {
      const answer = await ask(fileOf(snippet));
      assert.deepEqual(answer, { kind: "says", says: { error: null, warnings: [] } });
    });
});

describe("a snippet, built", function () {
  this.timeout(BUILD_WITHIN);
  this.slow(4 * SLOW);
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-snippets-"));
  const made = madeImages(folder);

  after(async () => {
    await made.remove();
    await docker(["image", "rm", "--force", IMAGE], { timeout: TEST_WITHIN });
    rmSync(folder, { recursive: true, force: true });
  });

  it("names snippets that there are", () => {
    for (const name of Object.keys(BUILDS))
      assert.ok(
        SNIPPETS.some(snippet => snippet.name === name),
        name,
      );
  });

  for (const snippet of SNIPPETS) {
    const how = BUILDS[snippet.name];
    if (!how) continue;
    it(`is what it says, in every stage: ${snippet.name}`, async function () {
      const { project, values, images = {}, options = [], run = [], prints = /^/ } = how;
      const text = fileOf(snippet, values);
      const model = modelOf(text);
      const given = new Set(options.map(option => option.split("=", 1)[0]));
      const wanted = imagesOf(model)
        .filter(name => !given.has(name))
        .map(name => images[name] ?? name);
      const missing = await made.provide(wanted);
      if (missing) skipBecause(this, missing);
      const file = join(folder, `${snippet.name}.Dockerfile`);
      writeFileSync(file, text);
      const contexts = Object.entries(images).flatMap(([name, by]) => [
        "--build-context",
        `${name}=docker-image://${by}`,
      ]);
      const all = ["--file", file, ...contexts, ...options];
      for (const { name } of model.stages)
        await build(join(PROJECTS, project), [...all, "--target", name, "--output", "type=cacheonly"]);
      if (run === null) return;
      await build(join(PROJECTS, project), [...all, "--load", "--tag", IMAGE]);
      const { status, stdout, stderr } = await docker(["run", "--rm", IMAGE, ...run], {
        timeout: TEST_WITHIN,
      });
      assert.equal(status, 0, stderr);
      assert.match(stdout + stderr, prints);
    });
  }
});
