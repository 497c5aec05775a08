// Images of containerd's store, whose layers the engine compresses as it is told: each is read as the same layers.
import assert from "node:assert/strict";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readArchive, type SavedImage } from "../../client/src/inside/savedImage";
import { startSecondEngine, type SecondEngine } from "../support/engines/dockerEngines";
import { skipBecause } from "../support/suiteResult";

const WITHIN = 120_000;
const BASE = "stages-tests-base:latest";
const IMAGE = "dockerfile-stages-tests/compressed:latest";
const DOCKERFILE = `FROM ${BASE}
RUN head -c 300000 /dev/zero > /zeros && cp /bin/busybox /copy
ENV A=1
RUN rm /zeros && echo hi > /hi
`;

describe("the layers of an image in containerd's store", function () {
  this.timeout(WITHIN);
  this.slow(WITHIN);
  const folder = mkdtempSync(join(tmpdir(), "compressed-"));
  let engine: SecondEngine | undefined;

  before(async function () {
    const started = await startSecondEngine("containerd");
    if ("missing" in started) return skipBecause(this, started.missing);
    engine = started.engine;
    await engine.load({ standIn: BASE });
    writeFileSync(join(folder, "Dockerfile"), DOCKERFILE);
  });
  after(async () => {
    await engine?.stop();
    rmSync(folder, { recursive: true });
  });

  async function savedWith(compression: string): Promise<SavedImage> {
    assert.ok(engine);
    const output = `type=image,name=${IMAGE},force-compression=true,compression=${compression}`;
    const archive = join(folder, `${compression}.tar`);
    for (const args of [
      ["buildx", "build", "--output", output, folder],
      ["image", "save", "--output", archive, IMAGE],
    ]) {
      const { status, stderr } = await engine.ask(args);
      assert.equal(status, 0, stderr);
    }
    return readArchive(createReadStream(archive));
  }

  it("are the same, whichever way they are compressed", async () => {
    const plain = await savedWith("uncompressed");
    assert.deepEqual(
      plain.layers.at(-1)?.map(({ path }) => path),
      ["hi", ".wh.zeros"],
    );
    for (const compression of ["gzip", "zstd"]) assert.deepEqual(await savedWith(compression), plain);
  });
});
