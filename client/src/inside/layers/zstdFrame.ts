/** The frames of data that is compressed with zstd, and the blocks of each (RFC 8878, section 3.1): where they begin and end. */
import { damaged, windowTooLarge } from "./problems";
import type { ByteReader } from "./byteReader";

const MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
const MOST_IN_BLOCK = 131_072;
const CHECKSUM_LENGTH = 4;

export interface Frame {
  /** With the magic number. */
  header: Buffer;
  /** How many bytes back its blocks may refer to. */
  window: number;
  /** Of what it decompresses to, in bytes, where it says that. */
  size: number | undefined;
  hasChecksum: boolean;
}

export interface FramePiece {
  kind: "header" | "block" | "checksum";
  bytes: Buffer;
}

/** Whether data that begins with these bytes (4 or more) is zstd's. */
export function isZstd(first: Buffer): boolean {
  const magic = first.readUInt32LE();
  return magic === MAGIC || isSkippable(magic);
}

/** The header of the next frame that has content; undefined at the end of the data. Throws where there is neither. */
export async function nextFrame(bytes: ByteReader): Promise<Frame | undefined> {
  for (;;) {
    if (await bytes.isAtEnd()) return undefined;
    const start = await bytes.take(4);
    const magic = start.readUInt32LE();
    if (magic === MAGIC) return readHeader(start, bytes);
    if (!isSkippable(magic)) throw damaged();
    await bytes.skip((await bytes.take(4)).readUInt32LE());
  }
}

/**
 * A frame in pieces as they come: its header, its blocks, its checksum. A block holds and makes at most 128 KiB. Throws where its
 * window is larger than `mostWindow` bytes, and where it is damaged or ends before its end.
 */
export async function* piecesOf(
  { header, window, hasChecksum }: Frame,
  bytes: ByteReader,
  mostWindow: number,
): AsyncGenerator<FramePiece> {
  if (window > mostWindow) throw windowTooLarge(window, mostWindow);
  yield { kind: "header", bytes: header };
  const most = Math.min(MOST_IN_BLOCK, window);
  for (let isLast = false; !isLast;) {
    const start = await bytes.take(3);
    const [flags = 0] = start;
    isLast = (flags & 1) === 1;
    const type = (flags >> 1) & 3;
    const size = start.readUIntLE(0, 3) >> 3;
    if (type === 3 || size > most) throw damaged();
    // A byte that is repeated so often.
    const length = type === 1 ? 1 : size;
    yield { kind: "block", bytes: Buffer.concat([start, await bytes.take(length)]) };
  }
  if (hasChecksum) yield { kind: "checksum", bytes: await bytes.take(CHECKSUM_LENGTH) };
}

function isSkippable(magic: number): boolean {
  return magic >= SKIPPABLE_MAGIC && magic <= SKIPPABLE_MAGIC + 15;
}

async function readHeader(start: Buffer, bytes: ByteReader): Promise<Frame> {
  const first = await bytes.take(1);
  const [flags = 0] = first;
  const isSingle = (flags & 0x20) !== 0;
  const sizeLength = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  const windowLength = isSingle ? 0 : 1;
  const dictionaryLength = [0, 1, 2, 4][flags & 3] ?? 0;
  const rest = await bytes.take(windowLength + dictionaryLength + sizeLength);
  const dictionary = rest.subarray(windowLength, windowLength + dictionaryLength);
  // Nobody has the dictionary of a layer.
  if ((flags & 8) !== 0 || dictionary.some(byte => byte !== 0)) throw damaged();
  const size = sizeOf(rest.subarray(windowLength + dictionaryLength));
  return {
    header: Buffer.concat([start, first, rest]),
    window: isSingle ? (size ?? 0) : windowOf(rest[0] ?? 0),
    size,
    hasChecksum: (flags & 4) !== 0,
  };
}

function sizeOf(bytes: Buffer): number | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes.length === 8) return Number(bytes.readBigUInt64LE());
  return bytes.readUIntLE(0, bytes.length) + (bytes.length === 2 ? 256 : 0);
}

/** In bytes: a power of 2 and eighths of it. */
function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}
