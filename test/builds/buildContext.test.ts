// What the real builder is sent of a build context: the files that instructions read, as the page says, and no others.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readContextTree } from "../../client/src/context/contextTree";
import { contextUse } from "../../client/src/context/unreadFiles";
import type { Engine } from "../../client/src/engine/engine";
import { createProgressReader } from "../../client/src/progress/progressReader";
import { stepInputsAnswer } from "../../server/src/features/stepInputs";
import { docker, findEngine } from "../support/engine";
import { contextOf } from "../support/feature";
import { skipBecause } from "../support/suiteResult";

const ENGINE: Engine = { builder: "buildx", program: "docker", progress: "rawjson" };
const WITHIN = 120_000;
const LARGE = 3_000_000;
/** What the builder counts beside the bytes of files: their names. */
const NAMES = 20_000;

describe("the build context of a real build", function () {
  this.timeout(WITHIN);
  this.slow(10_000);
  const folder = mkdtempSync(join(tmpdir(), "sent-"));

  before(async function () {
    const engine = await findEngine();
    if (!engine.answers) skipBecause(this, engine.reason);
    writeFileSync(join(folder, "large.bin"), Buffer.alloc(LARGE, 1));
    writeFileSync(join(folder, "left.bin"), Buffer.alloc(LARGE, 2));
    writeFileSync(join(folder, "small.txt"), "small");
    writeFileSync(join(folder, ".dockerignore"), "left.bin\n");
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const CASES: [about: string, copy: string][] = [
    ["one file", "COPY small.txt /"],
    ["all that is not ignored", "COPY . /"],
  ];
  for (const [about, copy] of CASES) {
    it(`is sent as far as it is read: ${about}`, async () => {
      const text = `FROM scratch\n${copy}\n`;
      writeFileSync(join(folder, "Dockerfile"), text);
      const args = ["buildx", "build", "--progress=rawjson", "--no-cache", "--output=type=cacheonly", folder];
      const { status, stderr } = await docker(args, { timeout: WITHIN });
      assert.equal(status, 0, stderr);
      const reader = createProgressReader(ENGINE);
      reader.write("err", stderr);
      reader.end(false);
      const load = [...reader.record.steps.values()].find(({ name }) => /load build context$/.test(name));
      const { root } = await readContextTree(folder, "left.bin\n", { withIgnored: false });
      const use = contextUse(root, stepInputsAnswer(contextOf(text), {}));
      assert.ok(use !== "isOpen");
      const { transferred = 0 } = load ?? {};
      assert.ok(
        transferred >= use.readBytes && transferred <= use.readBytes + NAMES,
        `${transferred}, ${use.readBytes}`,
      );
      assert.equal(root.bytes >= LARGE && root.bytes < 2 * LARGE, true);
    });
  }

  it("is sent as far as it is read where it is a named one, under its own ignore file", async () => {
    const text = "FROM scratch\nCOPY --from=lib small.txt other.txt* /\n";
    const main = mkdtempSync(join(tmpdir(), "main-"));
    writeFileSync(join(main, "Dockerfile"), text);
    // The ignore file of the Dockerfile is not that of a named context.
    writeFileSync(join(main, "Dockerfile.dockerignore"), "small.txt\n");
    const args = ["buildx", "build", "--progress=rawjson", "--no-cache", "--output=type=cacheonly"];
    const { status, stderr } = await docker([...args, "--build-context", `lib=${folder}`, main], {
      timeout: WITHIN,
    });
    rmSync(main, { recursive: true });
    assert.equal(status, 0, stderr);
    const reader = createProgressReader(ENGINE);
    reader.write("err", stderr);
    reader.end(false);
    const sent = [...reader.record.steps.values()].filter(({ name }) => name.startsWith("[context lib]"));
    const { root } = await readContextTree(folder, "left.bin\n", { withIgnored: false });
    const use = contextUse(root, stepInputsAnswer(contextOf(text), { contexts: ["lib"] }), "lib");
    assert.ok(use !== "isOpen");
    const transferred = sent.reduce((sum, step) => sum + (step.transferred ?? 0), 0);
    assert.ok(
      transferred >= use.readBytes && transferred <= use.readBytes + NAMES,
      `${transferred}, ${use.readBytes}, ${[...reader.record.steps.values()].map(({ name }) => name).join()}`,
    );
  });
});
