/** Decompresses layers that are compressed with zstd: by Node where it can, else by a library. */
import { once } from "node:events";
import { join } from "node:path";
import { pipeline, Readable, type Duplex } from "node:stream";
import { Worker } from "node:worker_threads";
import * as zlib from "node:zlib";
import { readerOf } from "./byteReader";
import { damaged } from "./problems";
import { nextFrame, piecesOf, type FramePiece } from "./zstdFrame";

/** Decompresses one frame after the other. */
export interface ZstdDecoder {
  /** The largest window of a frame, in bytes. */
  mostWindow: number;
  /** What a frame holds. Throws where it is damaged, and what its pieces throw. */
  decode(pieces: AsyncIterable<FramePiece>): AsyncIterable<Uint8Array>;
  /** For whoever has opened it, in the end. */
  close(): void;
}

/** The best that there is. It takes nothing until it is used. */
export function zstdDecoder(): ZstdDecoder {
  return nodeDecoder() ?? threadDecoder();
}

/** What is in data that is compressed with zstd, in small pieces. Throws where it is damaged or ends before its end. */
export async function* unpackZstd(
  source: AsyncIterable<Buffer>,
  decoder: ZstdDecoder,
): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  const bytes = readerOf(iterator);
  try {
    for (let frame; (frame = await nextFrame(bytes)) !== undefined;) {
      let size = 0;
      for await (const part of decoder.decode(piecesOf(frame, bytes, decoder.mostWindow))) {
        size += part.length;
        yield part;
      }
      if (frame.size !== undefined && frame.size !== size) throw damaged();
    }
  } finally {
    await iterator.return?.();
  }
}

/** Node's own, since 22.15. It ends with the first frame, so that each has one of its own. */
export function nodeDecoder(): ZstdDecoder | undefined {
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Duplex };
  if (createZstdDecompress === undefined) return undefined;
  return {
    // That of zstd's command line, too.
    mostWindow: 2 ** 27,
    async *decode(pieces) {
      const frame = pipeline(
        Readable.from(bytesOf(pieces), { objectMode: false }),
        createZstdDecompress(),
        // Whoever reads what comes out hears of it.
        () => undefined,
      );
      try {
        yield* frame as AsyncIterable<Buffer>;
      } catch (error) {
        throw error instanceof Error && "errno" in error ? damaged() : error;
      }
    },
    close: () => undefined,
  };
}

async function* bytesOf(pieces: AsyncIterable<FramePiece>): AsyncGenerator<Buffer> {
  for await (const { bytes } of pieces) yield bytes;
}

/** The next piece of a frame, as zstdThread.mjs takes it; none is left at the end. */
type ThreadPiece = { kind: FramePiece["kind"] | "end"; bytes: Uint8Array };

/** What a piece decompressed to; undefined where it is damaged. */
type ThreadAnswer = Uint8Array[] | undefined;

/** A block takes milliseconds: one that takes so many is made to. */
const MOST_MS = 30_000;

/** That of the library, in a thread that starts with the first frame. */
export function threadDecoder(): ZstdDecoder {
  let worker: Worker | undefined;

  function close(): void {
    void worker?.terminate();
    worker = undefined;
  }

  async function ask(piece: ThreadPiece): Promise<Uint8Array[]> {
    worker ??= startThread();
    worker.postMessage(piece);
    const limit = new AbortController();
    const timer = setTimeout(() => {
      limit.abort();
    }, MOST_MS);
    let answer: ThreadAnswer;
    try {
      [answer] = (await once(worker, "message", limit)) as [ThreadAnswer];
    } catch (error) {
      close();
      throw limit.signal.aborted ? damaged() : error;
    } finally {
      clearTimeout(timer);
    }
    if (answer === undefined) throw damaged();
    return answer;
  }

  return {
    // It reads the bits of a distance, of which it may be 25, and the up to 7 in front of them as 32: more do not fit.
    mostWindow: 2 ** 26 - 2 ** 22,
    async *decode(pieces) {
      for await (const piece of pieces) yield* await ask(piece);
      yield* await ask({ kind: "end", bytes: new Uint8Array() });
    },
    close,
  };
}

function startThread(): Worker {
  // Beside this module, and beside the bundle that it is in.
  const worker = new Worker(join(__dirname, "zstdThread.mjs"));
  // It does not keep its window open.
  worker.unref();
  // Whoever waits for it hears of one, too.
  worker.on("error", () => undefined);
  return worker;
}
