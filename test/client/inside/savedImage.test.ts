import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { readArchive, type SavedImage } from "../../../client/src/inside/savedImage";
import { ENTRIES, layerArchive } from "./layers/layer";
import { sampleOf } from "./layers/samples";

const LAYERS = ["blobs/sha256/a", "blobs/sha256/b"];
const MEMBERS = {
  "manifest.json": JSON.stringify([{ Config: "blobs/sha256/c", Layers: LAYERS }]),
  "blobs/sha256/c": JSON.stringify({
    history: [
      { created_by: "COPY . /" },
      { created_by: "ENV A=1", empty_layer: true },
      { created_by: "RUN make" },
    ],
  }),
};

/** An image of two layers, as an engine saves it. */
async function savedOf(layers: readonly Buffer[]): Promise<Buffer> {
  const archive = pack();
  for (const [at, name] of LAYERS.entries()) archive.entry({ name }, layers[at] ?? "");
  for (const [name, content] of Object.entries(MEMBERS)) archive.entry({ name }, content);
  archive.finalize();
  return buffer(archive);
}

async function readOf(layers: readonly Buffer[]): Promise<SavedImage> {
  return readArchive(Readable.from([await savedOf(layers)]));
}

describe("an image as its engine saves it", () => {
  let plain: Buffer;
  before(async () => {
    plain = await layerArchive();
  });

  it("has the same layers and history however each layer is compressed", async () => {
    const bytes = ENTRIES.reduce((sum, { size }) => sum + size, 0);
    const expected: SavedImage = {
      layers: [ENTRIES, ENTRIES],
      history: [
        { createdBy: "COPY . /", bytes, layer: 0 },
        { createdBy: "ENV A=1", bytes: 0, layer: undefined },
        { createdBy: "RUN make", bytes, layer: 1 },
      ],
      isCut: false,
    };
    const zstd = sampleOf("as zstd does it");
    for (const layers of [
      [plain, plain],
      [gzipSync(plain), gzipSync(plain)],
      [zstd, gzipSync(plain)],
      [plain, sampleOf("with frames to skip")],
      [sampleOf("in several frames"), zstd],
    ])
      assert.deepEqual(await readOf(layers), expected);
  });

  it("is not read where a layer is damaged or cut off: the message says which of both", async () => {
    const zstd = sampleOf("as zstd does it");
    for (const layer of [zstd, gzipSync(plain)]) {
      await assert.rejects(readOf([plain, layer.subarray(0, -1)]), /is incomplete/);
      const damaged = Buffer.from(layer);
      damaged.fill(0xff, 20, 60);
      await assert.rejects(readOf([damaged, plain]), /is damaged/);
    }
  });

  it("is not waited for where the engine ends in the middle of a layer", async () => {
    for (const layer of [plain, gzipSync(plain), sampleOf("as zstd does it")]) {
      const saved = await savedOf([layer, layer]);
      const source = Readable.from(
        (function* () {
          yield saved.subarray(0, 512 + layer.length / 2);
          throw new Error("gone");
        })(),
      );
      await assert.rejects(readArchive(source), /gone/);
    }
  });
});
