import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { unpacked } from "../../../../client/src/inside/layers/unpack";
import { nodeDecoder, threadDecoder, unpackZstd } from "../../../../client/src/inside/layers/zstd";
import { random } from "../../../support/random";
import { layerArchive } from "./layer";
import { sampleOf, ZSTD_SAMPLES } from "./samples";

const DAMAGED = "A layer of the image is damaged: it cannot be decompressed.";
const CUT_OFF = "A layer of the image is incomplete: its compressed data ends too early.";

/** A stream of it in pieces of that many bytes. */
function inPieces(bytes: Buffer, length = 65_536): Readable {
  const count = Math.ceil(bytes.length / length);
  return Readable.from(
    Array.from({ length: count }, (_, at) => bytes.subarray(at * length, (at + 1) * length)),
    { objectMode: false },
  );
}

/** The library's, which is there in every Node. */
const library = threadDecoder();

async function unpackedOf(bytes: Buffer, piece?: number, decoder = library): Promise<Buffer> {
  const stream = unpacked(bytes, inPieces(bytes, piece), decoder);
  assert.ok(stream, "It is compressed.");
  return buffer(stream);
}

/** What is in it, or the message of why it cannot be read. */
async function readOf(bytes: Buffer): Promise<Buffer | string> {
  return unpackedOf(bytes).catch((error: unknown) => (error instanceof Error ? error.message : "?"));
}

/** A frame whose header says this window descriptor, and these blocks. */
function frameOf(descriptor: number, ...blocks: readonly number[][]): Buffer {
  return Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, descriptor, ...blocks.flat()]);
}

const blockOf = (isLast: boolean, type: number, size: number, ...content: readonly number[]): number[] => {
  const start = Buffer.alloc(3);
  start.writeUIntLE((size << 3) | (type << 1) | (isLast ? 1 : 0), 0, 3);
  return [...start, ...content];
};

/** 8 MiB. */
const WINDOW = 13 << 3;

const hasChecksum = (how: string) => !["fast, without a checksum", "in several frames"].includes(how);

describe("what is in a compressed layer", () => {
  let archive: Buffer;
  before(async () => {
    archive = await layerArchive();
  });
  after(() => {
    library.close();
  });

  for (const [how, bytes] of ZSTD_SAMPLES) {
    it(`is the same for zstd ${how}, by any decoder, in whatever pieces`, async () => {
      for (const decoder of [library, nodeDecoder() ?? library])
        for (const piece of [1, 1000, bytes.length])
          assert.ok((await unpackedOf(bytes, piece, decoder)).equals(archive), `pieces of ${piece} bytes`);
    });
  }

  it("is the same for gzip, also in several members", async () => {
    const [first, second] = [archive.subarray(0, 1000), archive.subarray(1000)];
    for (const bytes of [gzipSync(archive), Buffer.concat([gzipSync(first), gzipSync(second)])])
      assert.ok((await unpackedOf(bytes)).equals(archive));
  });

  it("is nothing where the layer is not compressed", () => {
    assert.equal(unpacked(archive, inPieces(archive), library), undefined);
  });

  it("ends with a message where it is cut off, wherever that is", async () => {
    const { below } = random(2);
    for (const bytes of [gzipSync(archive), ...ZSTD_SAMPLES.map(([, bytes]) => bytes)]) {
      for (const at of [4, 5, 6, 9, bytes.length - 1, 10 + below(bytes.length - 11)]) {
        const read = await readOf(bytes.subarray(0, at));
        // What is in front of an empty frame or one to skip is whole without it.
        const isWhole = typeof read !== "string";
        assert.ok(
          isWhole ? read.length < 1 || read.equals(archive) : read === CUT_OFF,
          `${at}: ${String(read)}`,
        );
      }
    }
  });

  it("ends with a message where it is damaged, never with anything else", async () => {
    const { below } = random(3);
    const messages = new Set<string>();
    for (const [how, bytes] of ZSTD_SAMPLES) {
      for (let time = 0; time < 8; time++) {
        const damaged = Buffer.from(bytes);
        const at = 4 + below(bytes.length - 4);
        damaged[at] = below(256);
        const read = await readOf(damaged);
        if (typeof read === "string") messages.add(read);
        // What a frame without a checksum holds may be another, but never more than it says.
        else assert.ok(read.equals(archive) || !hasChecksum(how), `${how} at ${at}`);
      }
    }
    assert.ok(messages.has(DAMAGED));
    for (const message of messages)
      assert.ok(message === DAMAGED || message === CUT_OFF || message.includes("window"), message);
  });

  it("ends with a message for what follows the last frame and is none", async () => {
    const bytes = Buffer.concat([sampleOf("as zstd does it"), Buffer.from("more than 4 bytes")]);
    assert.equal(await readOf(bytes), DAMAGED);
  });

  const broken: [what: string, bytes: Buffer, message: string][] = [
    ["a reserved type of block", frameOf(WINDOW, blockOf(true, 3, 0)), DAMAGED],
    ["a block larger than any", frameOf(WINDOW, blockOf(true, 1, 131_073, 0)), DAMAGED],
    ["a block larger than the window", frameOf(0, blockOf(true, 1, 1025, 0)), DAMAGED],
    ["a compressed block of nonsense", frameOf(WINDOW, blockOf(true, 2, 4, 255, 255, 255, 255)), DAMAGED],
    ["a reserved bit", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 8, WINDOW, 1, 0, 0]), DAMAGED],
    ["a dictionary", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, WINDOW, 7, 1, 0, 0]), DAMAGED],
    [
      "a size that it has not",
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 5, ...blockOf(true, 1, 4, 0)]),
      DAMAGED,
    ],
    [
      "a frame to skip that is longer than the layer",
      Buffer.from([0x50, 0x2a, 0x4d, 0x18, 9, 0, 0, 0, 1]),
      CUT_OFF,
    ],
  ];
  for (const [what, bytes, message] of broken)
    it(`ends with a message for ${what}`, async () => {
      assert.equal(await readOf(bytes), message);
    });

  it("is not read where it needs more memory than any compressor makes it need by itself", async () => {
    assert.match(
      String(await readOf(frameOf(31 << 3, blockOf(true, 1, 4, 0)))),
      /^A layer of the image is compressed with a zstd window of 2\.2 TB\. Windows of up to (63|134) MB can be read here\.$/,
    );
  });

  it("is handed out as it is read: a few bytes that make many are not made before", async () => {
    const repeated = blockOf(false, 1, 131_072, 0);
    let taken = 0;
    function* endless(): Generator<Buffer> {
      yield frameOf(WINDOW);
      for (;;) {
        taken++;
        yield Buffer.from(repeated);
      }
    }
    let bytes = 0;
    for await (const part of unpackZstd(Readable.from(endless(), { objectMode: false }), library)) {
      bytes += part.length;
      if (bytes > 3_000_000) break;
    }
    // With what a stream holds ahead.
    assert.ok(taken < 10_000, String(taken));
  });
});
