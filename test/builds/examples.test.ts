// Every stage of every example, built by a real engine, and held against the model that our language server answers; and
// the images that come out of it, run.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { MODEL_REQUEST, type ModelAnswer } from "../../server/src/protocol";
import type { StageModel } from "../../server/src/stages/model/model";
import { build, readTargets } from "../support/builder";
import { docker, ensureImages } from "../support/engine";
import { exampleProjects, imagesOf } from "../support/exampleProjects";
import { PULLS, startEditor, type Editor } from "../support/languageServer";
import { skipBecause } from "../support/suiteResult";
import { PROGRAMS } from "./programs";

const CHECK_WITHIN = 60_000;
const SLOW = 20_000;
const TEST_WITHIN = 10 * 60_000;

for (const { name: project, folder, dockerfile, model } of exampleProjects()) {
  describe(`examples/${project}`, function () {
    this.timeout(TEST_WITHIN);
    this.slow(SLOW);
    const image = `dockerfile-stages-tests/${project}`;
    let editor: Editor | undefined;

    before(async function () {
      const missing = await ensureImages(imagesOf(model));
      if (missing) skipBecause(this, missing);
      editor = await startEditor({ capabilities: PULLS });
      editor.open(readFileSync(dockerfile, "utf8"));
    });

    after(async () => {
      await editor?.stop();
      await docker(["image", "rm", "--force", image], { timeout: CHECK_WITHIN });
    });

    it("has no warning in the builder's own check, nor in ours", async () => {
      const args = ["buildx", "build", "--check", folder];
      const { status, stdout, stderr } = await docker(args, { timeout: CHECK_WITHIN });
      assert.equal(status, 0, stdout + stderr);
      assert.match(stdout, /^Check complete, no warnings found\.$/m);
      assert.deepEqual(await editor?.codes(), []);
    });

    it("has the stages that our model says, each with a description", async () => {
      assert.ok(editor);
      const { stages, target } = await editor.ask<ModelAnswer>(MODEL_REQUEST);
      const ours = stages.map(({ name, base, description = null, index }) => {
        return { name, base: base.text, description, default: index === target };
      });
      assert.deepEqual(ours, await readTargets(folder));
      for (const { name, description } of ours) assert.ok(description, `${name} says what it is for`);
    });

    for (const { name } of model.stages) {
      it(`builds ${name}, and what our model says it needs`, async () => {
        // Nothing but the builder's cache is kept: the engine may be one that somebody works with.
        const built = await build(folder, ["--target", name, "--output", "type=cacheonly"]);
        assert.ok(editor);
        const { reachable } = await editor.ask<ModelAnswer>(MODEL_REQUEST, { target: name });
        assert.deepEqual(built, stagesWithSteps(model, reachable));
      });
    }

    it("builds by default, without its tests, and runs", async () => {
      const program = PROGRAMS[project];
      assert.ok(program, `programs.ts says nothing about ${project}`);
      const built = await build(folder, ["--load", "--tag", image]);
      assert.ok(!built.some(name => /test|check|smoke/.test(name)), built.join(" "));
      await program(image);
    });
  });
}

/** The names of those stages that have a step for the builder to show, in the order of the alphabet. */
function stagesWithSteps(model: StageModel, indexes: number[]): string[] {
  return indexes
    .flatMap(index => model.stages[index] ?? [])
    .filter(
      ({ base, body }) =>
        base.to === "image" ||
        body.some(({ instruction }) => /^(ADD|COPY|RUN|WORKDIR)$/.test(instruction.keyword)),
    )
    .map(({ name }) => name)
    .sort();
}
