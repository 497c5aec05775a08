/** What is in a layer that is compressed, whichever way. */
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { cutOff, damaged } from "./problems";
import { unpackZstd, type ZstdDecoder } from "./zstd";
import { isZstd } from "./zstdFrame";

/** The bytes that a stream decompresses to; undefined where it is not compressed. `first` are its first bytes, 4 or more. */
export function unpacked(first: Buffer, stream: Readable, zstd: ZstdDecoder): Readable | undefined {
  if (first[0] === 0x1f && first[1] === 0x8b) return Readable.from(unpackGzip(stream), { objectMode: false });
  if (isZstd(first)) return Readable.from(unpackZstd(stream, zstd), { objectMode: false });
  return undefined;
}

async function* unpackGzip(stream: Readable): AsyncGenerator<Buffer> {
  // Whoever reads what comes out hears of what goes wrong.
  const output = pipeline(stream, createGunzip(), () => undefined);
  try {
    yield* output as AsyncIterable<Buffer>;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "Z_BUF_ERROR") throw cutOff();
    throw code === "Z_DATA_ERROR" ? damaged() : error;
  }
}
