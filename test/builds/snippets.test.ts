// Every snippet, given to a real builder: all of them to its check, and those whose tools this machine has to a build.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { NO_OPTIONS, readStages } from "../../server/src/stages/model";
import type { StageModel } from "../../server/src/stages/model";
import { openBuilder } from "../oracle/differential/ask";
import type { Answer, Builder } from "../oracle/differential/ask";
import { imageName, imageNames, makeStandIns } from "../oracle/differential/images";
import type { StandIns } from "../oracle/differential/images";
import { build } from "../support/builder";
import { docker, ensureImages, findEngine } from "../support/engine";
import { imagesOf } from "../support/exampleProjects";
import { SNIPPETS, fileOf } from "../support/snippets";
import { skipBecause } from "../support/suiteResult";
import { BUILDS, STAND_INS } from "./snippetBuilds";

const TEST_WITHIN = 60_000;
const SLOW = 5_000;
/** What images have that a snippet reads: the user of .NET's (https://github.com/dotnet/dotnet-docker). */
const ENV = ["APP_UID=1654"];

const IMAGE = "dockerfile-stages-tests/snippet";
const PROJECTS = join(__dirname, "snippetProjects");
const BUILD_WITHIN = 5 * 60_000;

function modelOf(text: string): StageModel {
  return readStages(readDockerfile(text), NO_OPTIONS);
}

describe("a snippet, in the builder's own check", function () {
  this.timeout(TEST_WITHIN);
  this.slow(SLOW);
  let builder: Builder | undefined;
  let standIns: StandIns | undefined;

  before(async function () {
    const engine = await findEngine();
    if (!engine.answers) skipBecause(this, engine.reason);
    builder = openBuilder(1);
    standIns = await makeStandIns(ENV);
  });

  after(async () => {
    await standIns?.remove();
    builder?.close();
  });

  for (const snippet of SNIPPETS)
    it(`has no warning: ${snippet.name}`, async () => {
      assert.ok(builder && standIns);
      const answer = await askWithImages(fileOf(snippet), builder, standIns);
      assert.deepEqual(answer, { kind: "says", says: { error: null, warnings: [] } });
    });
});

/** The builder reads what images say of themselves, so all that the text names has to be there. */
async function askWithImages(text: string, builder: Builder, standIns: StandIns): Promise<Answer> {
  await standIns.provide(imageNames(modelOf(text)));
  const answer = await builder.ask(text);
  const missing = answer.kind === "image" ? imageName(answer.image) : null;
  if (missing === null) return answer;
  // Others may use the engine, too, and have taken the name away meanwhile.
  await standIns.provideAgain(missing);
  return builder.ask(text);
}

describe("a snippet, built", function () {
  this.timeout(BUILD_WITHIN);
  this.slow(4 * SLOW);
  const made = new Map<string, Promise<void>>();
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-snippets-"));

  after(async () => {
    await docker(["image", "rm", "--force", ...made.keys(), IMAGE], { timeout: TEST_WITHIN });
    rmSync(folder, { recursive: true, force: true });
  });

  /** Makes an image that stands in, once, out of one of the examples. */
  function standIn(name: string): Promise<void> {
    const own = STAND_INS[name];
    if (!own) return Promise.resolve();
    const making = made.get(name) ?? makeImage(name, `FROM ${own.base}\n${own.dockerfile}\n`);
    made.set(name, making);
    return making;
  }

  async function makeImage(name: string, text: string): Promise<void> {
    const file = join(folder, "stand-in.Dockerfile");
    writeFileSync(file, text);
    await build(join(PROJECTS, "plain"), ["--file", file, "--load", "--tag", name]);
  }

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
      const missing = await ensureImages([...new Set(wanted.map(name => STAND_INS[name]?.base ?? name))]);
      if (missing) skipBecause(this, missing);
      for (const name of wanted) await standIn(name);
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
