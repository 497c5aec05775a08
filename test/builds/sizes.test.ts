// The sizes that are compared, held against what the engine says elsewhere: in its list of images and in their history.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../../client/src/engine/engine";
import { askImageSize } from "../../client/src/engine/image";
import { askImageStore } from "../../client/src/engine/imageStore";
import { compareSizes, type MeasuredStage } from "../../client/src/report/sizes";
import { modelOf } from "../client/modelOf";
import { build } from "../support/builder";
import { docker, findEngine } from "../support/engine";
import { skipBecause } from "../support/suiteResult";

const IMAGE = `dockerfile-stages-tests/sizes-${process.pid}`;
const ENGINE: Engine = { builder: "buildx", program: "docker", progress: "plain" };
const ASK_WITHIN = 30_000;
/** Builds from nothing, so that no base image is needed; the sizes of the files are the sizes of the images. */
const DOCKERFILE = `FROM scratch AS large
COPY large /large
FROM large AS larger
COPY small /copy
FROM scratch AS product
COPY --from=larger /copy /small
`;
const LARGE = 300_000;
const SMALL = 1234;

describe("the sizes of stages, by a real engine", function () {
  this.timeout(5 * 60_000);
  const folder = mkdtempSync(join(tmpdir(), "stage-sizes-"));
  const stages = ["large", "larger", "product"];
  const measured: MeasuredStage[] = [];

  before(async function () {
    const engine = await findEngine();
    if (!engine.answers) skipBecause(this, engine.reason);
    writeFileSync(join(folder, "Dockerfile"), DOCKERFILE);
    writeFileSync(join(folder, "large"), "x".repeat(LARGE));
    writeFileSync(join(folder, "small"), "x".repeat(SMALL));
    for (const [index, stage] of stages.entries()) {
      const image = `${IMAGE}:${stage}`;
      await build(folder, ["--target", stage, "--load", "--tag", image]);
      measured.push({ index, image, size: await askImageSize(ENGINE, image) });
    }
  });

  after(async () => {
    rmSync(folder, { recursive: true });
    const images = measured.map(({ image }) => image);
    if (images.length > 0) await docker(["image", "rm", "--force", ...images], { timeout: ASK_WITHIN });
  });

  it("are those of the engine's own list and, where it keeps unpacked layers, of their history", async () => {
    const store = await askImageStore(ENGINE);
    for (const { image, size } of measured) {
      assert.ok("bytes" in size, image);
      const inspected = await docker(["image", "inspect", "--format", "{{.Size}}", image], {
        timeout: ASK_WITHIN,
      });
      assert.equal(size.bytes, Number(inspected.stdout));
      if (store !== "layers") continue;
      const history = await docker(["history", "--human=false", "--format", "{{.Size}}", image], {
        timeout: ASK_WITHIN,
      });
      const layers = history.stdout.trim().split("\n").map(Number);
      assert.equal(
        size.bytes,
        layers.reduce((sum, bytes) => sum + bytes, 0),
      );
      const listed = await docker(["image", "ls", "--format", "{{.Size}}", image], { timeout: ASK_WITHIN });
      assert.ok(Math.abs(bytesOf(listed.stdout) - size.bytes) <= size.bytes / 100, listed.stdout);
    }
  });

  it("say what a build of several stages saves against one of a single stage", async () => {
    const store = await askImageStore(ENGINE);
    assert.notEqual(store, "unknown");
    const { rows, unmeasured } = compareSizes(modelOf(DOCKERFILE), measured, {
      file: "Dockerfile",
      measured: 0,
      store,
    });
    assert.deepEqual(unmeasured, []);
    const [, , product] = rows;
    assert.ok(product?.againstFirst && product.againstSingle);
    assert.equal(product.againstSingle.stage, "larger");
    assert.ok(product.againstFirst.share > 0);
    if (store !== "layers") return;
    assert.equal(product.againstSingle.bytes, LARGE + SMALL);
    assert.equal(product.againstSingle.saved.bytes, LARGE);
    assert.equal(product.againstFirst.bytes, LARGE - SMALL);
  });

  it("are not known of an image that is not there, and of an engine that is none", async () => {
    const missing = await askImageSize(ENGINE, `${IMAGE}:nothing`);
    assert.ok("problem" in missing && /no such image/i.test(missing.problem), JSON.stringify(missing));
    const none = await askImageSize({ ...ENGINE, program: join(folder, "no-engine") }, IMAGE);
    assert.ok("problem" in none && /ENOENT/.test(none.problem), JSON.stringify(none));
    assert.equal(await askImageStore({ ...ENGINE, program: join(folder, "no-engine") }), "unknown");
  });
});

/** `1.23kB`, `4MB` as `docker image ls` prints them. */
function bytesOf(text: string): number {
  const [, value, unit = ""] = /^([\d.]+)(B|kB|MB|GB)$/.exec(text.trim()) ?? [];
  return Number(value) * ({ B: 1, kB: 1e3, MB: 1e6, GB: 1e9 }[unit] ?? NaN);
}
