/** The real window while a build prints: how long it stands still. */
import { setTimeout as sleep } from "node:timers/promises";
import { browserObstacle } from "../scripts/vscode/browserObstacle";
import type { Frames } from "../test/e2e/ui/frames";
import { NOISES, openNoisyWindow } from "../test/e2e/ui/noisyBuild";
import { packBuiltExtension } from "../test/e2e/ui/packedExtension";
import { ensureImages } from "../test/support/engine";
import { together, type WindowFigure, type WindowResults } from "./windowFigures";

const RUNS = 3;
const IDLE_MS = 5_000;

/** Needs an engine with `alpine:latest` and a browser. Packs the extension. */
export async function measureWindow(): Promise<WindowResults> {
  const obstacle =
    process.platform === "win32"
      ? "the stand-in for an engine is a script of Unix"
      : (browserObstacle() ?? (await ensureImages(["alpine:latest"])));
  if (obstacle !== undefined) return { figures: [], skipped: obstacle };
  packBuiltExtension();
  const noisy = await openNoisyWindow();
  try {
    const figures = [await figure("nothing", false, () => noisy.framesOf(() => sleep(IDLE_MS)))];
    for (const { title, noise } of NOISES)
      figures.push(await figure(title, true, () => noisy.framesOfBuild(noise)));
    return { figures, skipped: null };
  } finally {
    await noisy.close();
  }
}

async function figure(title: string, isBuild: boolean, watch: () => Promise<Frames>): Promise<WindowFigure> {
  const runs: Frames[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await watch());
  return { title, isBuild, runs: RUNS, frames: together(runs) };
}
