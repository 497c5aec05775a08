/** The archive of layer.ts, compressed with zstd in several ways: makeZstdSamples.ts has written them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const texts = JSON.parse(readFileSync(join(__dirname, "zstdSamples.json"), "utf8")) as Record<string, string>;

export const ZSTD_SAMPLES = Object.entries(texts).map(
  ([how, text]) => [how, Buffer.from(text, "base64")] as const,
);

/** The one that is made so. */
export function sampleOf(how: string): Buffer {
  const sample = ZSTD_SAMPLES.find(([name]) => name === how);
  if (sample === undefined) throw new Error(`There is no sample ${how}.`);
  return sample[1];
}
