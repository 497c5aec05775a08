/**
 * Writes zstdSamples.json, by hand: `tsx test/client/inside/layers/makeZstdSamples.ts`, with the `zstd` of zstd 1.5. Each sample is
 * the archive of layer.ts, compressed in another way.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layerArchive } from "./layer";

const folder = mkdtempSync(join(tmpdir(), "zstd-"));
const file = join(folder, "layer.tar");

/** From a file, whose size the frame says, or as it comes. */
function zstd(args: readonly string[], content: Buffer, isFile = true): Buffer {
  writeFileSync(file, content);
  const { stdout, status } = spawnSync(
    "zstd",
    [...args, "--stdout", "--quiet", ...(isFile ? [file] : [])],
    isFile ? {} : { input: content },
  );
  if (status !== 0) throw new Error(`zstd ${args.join(" ")} failed.`);
  return stdout;
}

function skippable(content: string): Buffer {
  const start = Buffer.alloc(8);
  start.writeUInt32LE(0x184d2a53);
  start.writeUInt32LE(content.length, 4);
  return Buffer.concat([start, Buffer.from(content)]);
}

function samplesOf(archive: Buffer): Record<string, Buffer> {
  const half = 200_123;
  const [first, second] = [archive.subarray(0, half), archive.subarray(half)];
  const nothing = Buffer.alloc(0);
  return {
    "as zstd does it": zstd([], archive),
    "fast, without a checksum": zstd(["-1", "--no-check"], archive),
    "best, as it comes": zstd(["-19"], archive, false),
    "with a long window": zstd(["--ultra", "-22", "--zstd=wlog=25"], archive, false),
    "without matches": zstd(["--fast=50"], archive),
    "in several frames": Buffer.concat([zstd(["-3"], first), zstd(["-9", "--no-check"], second, false)]),
    "with frames to skip": Buffer.concat([
      skippable("in front"),
      zstd([], archive),
      skippable(""),
      skippable("behind"),
    ]),
    "with empty frames": Buffer.concat([zstd([], nothing), zstd(["-5"], archive), zstd([], nothing, false)]),
  };
}

async function write(): Promise<void> {
  const samples = samplesOf(await layerArchive());
  rmSync(folder, { recursive: true });
  const texts = Object.entries(samples).map(([how, bytes]) => [how, bytes.toString("base64")]);
  writeFileSync(
    join(__dirname, "zstdSamples.json"),
    `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n`,
  );
}

void write();
