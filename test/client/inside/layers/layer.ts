/** A layer as an archive: the one that the samples of zstd hold. */
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import type { LayerEntry } from "../../../../client/src/inside/savedImage";
import { random } from "../../../support/random";

const { below } = random(1);
const WORDS = Array.from({ length: 900 }, (_, at) => `${at % 7} stages of ${at * at} lines\n`).join("");

/** Contents whose blocks are compressed, one byte that is repeated, and as they are. */
const FILES: Record<string, Buffer> = {
  "etc/motd": Buffer.from("Welcome"),
  "srv/zeros": Buffer.alloc(400_000),
  "srv/noise": Buffer.from(Array.from({ length: 1500 }, () => below(256))),
  "srv/words": Buffer.from(WORDS),
  [`srv/${"long-name/".repeat(15)}ü.txt`]: Buffer.from(WORDS.slice(0, 4000)),
  "srv/.wh.gone": Buffer.alloc(0),
};

export const ENTRIES: LayerEntry[] = [
  ...Object.entries(FILES).map(([path, { length }]) => ({ path, kind: "file" as const, size: length })),
  { path: "srv/up", kind: "link", size: 0 },
];

export async function layerArchive(): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(FILES)) archive.entry({ name, mtime: new Date(0) }, content);
  archive.entry({ name: "srv/up", type: "symlink", linkname: "..", mtime: new Date(0) });
  archive.finalize();
  return buffer(archive);
}
