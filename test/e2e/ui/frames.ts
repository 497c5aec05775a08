/** How long the frames of a window take, and how much of that its own work is: the rest is the machine's. */
import type { Page } from "playwright-core";
import { mainThreadWork } from "../../support/threadWork";

/** All but the counts in milliseconds. */
export interface Frames {
  count: number;
  longest: number;
  /**
   * The most that the thread which draws the window worked in one frame. Unlike the frame itself it does not grow while other
   * programs have the processors. None where the system does not tell: on Linux alone it does.
   */
  longestWork: number | undefined;
  /** Those over 100 ms. */
  long: number;
}

/** The frames of a page while something lasts. */
export type WatchFrames = (during: () => Promise<void>) => Promise<Frames>;

/** A frame as the page saw it: from when to when, in milliseconds of the machine's clock. */
interface Frame {
  from: number;
  to: number;
}

/** What a thread had worked at a time, both in milliseconds. */
interface Worked {
  at: number;
  ms: number;
}

const LONG_MS = 100;
const SAMPLES_APART_MS = 10;

/** As text: what compiles the tests leaves names in it that the window lacks. */
const NOTE_FRAMES = `{
  globalThis.frames = [];
  let from = Date.now();
  const look = () => {
    const to = Date.now();
    frames.push({ from, to });
    from = to;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;

/** Begins to note the frames of a page; it must be the only one of its browser that works. */
export async function watchFrames(page: Page): Promise<WatchFrames> {
  const work = await drawingWork(page);
  await page.evaluate(NOTE_FRAMES);
  return async during => {
    const samples: Worked[] = [];
    const sample = () => {
      if (work !== undefined) samples.push({ at: Date.now(), ms: work() });
    };
    sample();
    const sampling = setInterval(sample, SAMPLES_APART_MS);
    await page.evaluate("frames.length = 0");
    try {
      await during();
    } finally {
      clearInterval(sampling);
    }
    sample();
    const frames = await page.evaluate<Frame[]>("frames");
    const lengths = frames.map(({ from, to }) => to - from);
    return {
      count: frames.length,
      longest: Math.round(Math.max(...lengths)),
      longestWork: work === undefined ? undefined : Math.round(Math.max(...workIn(frames, samples))),
      long: lengths.filter(length => length > LONG_MS).length,
    };
  };
}

/** How much was worked in each frame: what lies between two samples is taken as evenly spread. */
export function workIn(frames: readonly Frame[], samples: readonly Worked[]): number[] {
  const upTo = (time: number): number => {
    const next = samples.findIndex(({ at }) => at >= time);
    const after = samples[next] ?? samples.at(-1);
    const before = samples[next - 1] ?? after;
    if (after === undefined || before === undefined) return 0;
    const share = after.at === before.at ? 0 : (time - before.at) / (after.at - before.at);
    return before.ms + Math.min(1, share) * (after.ms - before.ms);
  };
  return frames.map(({ from, to }) => upTo(to) - upTo(from));
}

/** The main thread of the process that worked most for pages. */
async function drawingWork(page: Page): Promise<(() => number) | undefined> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send("SystemInfo.getProcessInfo")) ?? {};
  const [busiest] = processInfo
    .filter(({ type }) => type === "renderer")
    .sort((a, b) => b.cpuTime - a.cpuTime);
  return busiest === undefined ? undefined : mainThreadWork(busiest.id);
}
