/** Whether a person can go on working while a build prints 100,000 lines: how long the window stands still at most. */
import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureImages } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { writeNoisyEngine, type Noise } from "../noisyEngine";
import type { Frames } from "./frames";
import { NOISES, openNoisyWindow, type NoisyWindow } from "./noisyBuild";

const LONGEST_FRAME_MS = 100;
const IDLE_MS = 5_000;
/** A build that prints so much lasts for longer. */
const FEWEST_FRAMES = 60;
/**
 * As much as the thread does in 400 ms when it has a processor to itself, which is told by the best of short tries: a loop until
 * a time on the wall does hardly anything while other programs have the processors.
 */
const BUSY = `{
  const count = rounds => {
    let sum = 0;
    for (let round = 0; round < rounds; round++) sum = (sum * 31 + round) | 0;
    return sum;
  };
  const TRY = 3_000_000;
  let perMs = 0;
  for (let tries = 0; tries < 20; tries++) {
    const begun = performance.now();
    globalThis.counted = count(TRY);
    perMs = Math.max(perMs, TRY / (performance.now() - begun));
  }
  globalThis.counted = count(400 * perMs);
}`;
const AS_QUICKLY = { lines: 100_000, length: 8 };

describe("the window while a build prints without end", () => {
  let noisy: NoisyWindow;

  before(async function () {
    if (process.platform === "win32") skipBecause(this, "the stand-in for an engine is a script of Unix");
    const missing = await ensureImages(["alpine:latest"]);
    if (missing !== undefined) skipBecause(this, missing);
    noisy = await openNoisyWindow();
  });

  after(async () => {
    // There is none where the tests were skipped.
    await (noisy as NoisyWindow | undefined)?.close();
  });

  it("would be seen to stand still", async () => {
    const frames = await noisy.framesOf(async () => noisy.window.page.evaluate(BUSY));
    tell("work of 400 ms", frames);
    assert.ok(frames.longest >= 300);
    assert.ok(frames.longestWork === undefined || frames.longestWork > LONGEST_FRAME_MS);
  });

  it("is watched while nothing is built, to compare", async () => {
    tell("nothing is built", await noisy.framesOf(() => sleep(IDLE_MS)));
  });

  it("is watched while the same is printed beside it, to see what the machine has to do with it", async () => {
    tell("100,000 lines beside the window", await noisy.framesOf(() => print(AS_QUICKLY)));
  });

  for (const { title, noise } of NOISES) {
    it(`goes on: ${title}`, async () => {
      const frames = await noisy.framesOfBuild(noise);
      await noisy.window.picture(`noisy-${title.replace(/\W+/g, "-")}`);
      tell(title, frames);
      assert.ok(frames.count >= FEWEST_FRAMES, `the build was not watched: ${frames.count} frames`);
      // While other programs have the processors, a frame lasts for as long as they please.
      const { longestWork = frames.longest } = frames;
      assert.ok(longestWork < LONGEST_FRAME_MS, `worked for ${longestWork} ms in a frame`);
    });
  }
});

/** The stand-in by itself, with another program that reads it. */
async function print(noise: Noise): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "dfs-noise-"));
  const engine = spawn(writeNoisyEngine(folder, noise).program, ["build"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const reader = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
  engine.stderr.pipe(reader.stdin);
  await once(reader, "close");
  rmSync(folder, { recursive: true });
}

function tell(title: string, { longest, longestWork, long, count }: Frames): void {
  const work = longestWork === undefined ? "" : ` (${longestWork} ms of work at most)`;
  console.log(`      ${title}: ${count} frames, the longest ${longest} ms${work}, ${long} over 100 ms`);
}
