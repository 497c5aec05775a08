// What build options change: the stage that a variable names as a base, the platform that a program is compiled for.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reachableFrom, stageGraph } from "../../server/src/stages/model/graph";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { readStages } from "../../server/src/stages/model/model";
import { build } from "../support/builder";
import { docker, ensureImages } from "../support/engine";
import { exampleProjects, imagesOf } from "../support/exampleProjects";
import { skipBecause } from "../support/suiteResult";

const IMAGE = "dockerfile-stages-tests/options";
const TEST_WITHIN = 10 * 60_000;
const RUN_WITHIN = 60_000;
const SLOW = 20_000;

describe("options of a build", function () {
  this.timeout(TEST_WITHIN);
  this.slow(SLOW);
  const go = exampleProjects().find(({ name }) => name === "go");
  assert.ok(go, "examples/go is gone");
  const out = mkdtempSync(join(tmpdir(), "stage-output-"));

  before(async function () {
    const missing = await ensureImages(imagesOf(go.model));
    if (missing) skipBecause(this, missing);
  });

  after(async () => {
    rmSync(out, { recursive: true });
    await docker(["image", "rm", "--force", IMAGE], { timeout: RUN_WITHIN });
  });

  it("--build-arg chooses the stage that FROM names, for the builder and for our model", async () => {
    const buildArgs = new Map([["RUNTIME", "debug"]]);
    const model = readStages(go.model.file, { ...NO_OPTIONS, buildArgs });
    const reachable = reachableFrom(stageGraph(model), model.stages.length - 1);
    assert.deepEqual(
      reachable.map(index => model.stages[index]?.name),
      ["source", "build", "runtime-debug", "runtime"],
    );
    await build(go.folder, ["--build-arg", "RUNTIME=debug", "--load", "--tag", IMAGE]);
    const shell = [
      "run",
      "--rm",
      "--network",
      "none",
      "--entrypoint",
      "/bin/sh",
      IMAGE,
      "-c",
      "echo a a b | wordfreq",
    ];
    const { stdout, stderr } = await docker(shell, { timeout: RUN_WITHIN });
    assert.equal(stdout, "     2 a\n     1 b\n", stderr);
  });

  it("--platform is what the program is compiled for, on the platform that builds", async () => {
    const output = `type=local,dest=${out}`;
    await build(go.folder, ["--target", "binary", "--platform", "linux/arm64", "--output", output]);
    const program = readFileSync(join(out, "wordfreq"));
    assert.equal(program.toString("latin1", 0, 4), "\x7fELF");
    assert.equal(program.readUInt16LE(18), 0xb7, "the ELF machine is AArch64");
  });
});
