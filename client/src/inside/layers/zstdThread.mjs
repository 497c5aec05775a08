// Decompresses frames of zstd with a library in JavaScript, in a thread of its own: a large layer does not hold up the editor, and
// one that is made to take forever ends with the thread. Not in TypeScript, so that Node starts it from the sources, too.
import { parentPort } from "node:worker_threads";
import { Decompress } from "fzstd";
import xxhash from "xxhash-wasm";

const { create64 } = await xxhash();

/** Takes the pieces of a frame, one after the other, and answers each with what it decompressed to. Throws where it is damaged. */
function startFrame() {
  const hash = create64();
  let made = [];
  let checksum;
  const frame = new Decompress(part => {
    hash.update(part);
    made.push(part);
  });
  return ({ kind, bytes }) => {
    made = [];
    frame.push(bytes, kind === "end");
    if (kind === "checksum") checksum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    // The library passes over it.
    if (kind === "end" && checksum !== undefined && BigInt.asUintN(32, hash.digest()) !== BigInt(checksum))
      throw new Error("The checksum is another.");
    return made;
  };
}

let take;

parentPort.on("message", piece => {
  let answer;
  try {
    if (piece.kind === "header") take = startFrame();
    answer = take(piece);
  } catch {
    // The library's words are for those who know the format.
  }
  // The library keeps copies.
  parentPort.postMessage(
    answer,
    answer?.map(part => part.buffer),
  );
});
