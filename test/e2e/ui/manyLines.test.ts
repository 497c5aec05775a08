/** Whether a person can go on working while a build prints 100,000 lines: how long the window stands still at most. */
import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { docker, ensureImages } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { writeNoisyEngine, type Noise } from "../noisyEngine";
import { lensesOver, openFile, openWindow, type Window } from "./window";

const FILE = "noisy.Dockerfile";
/** BuildKit hands on 200 KiB a second at most, and leaves out the rest. */
const TEXT = `FROM alpine:latest AS noisy
RUN : ${Date.now()}; i=0; while [ $i -lt 20 ]; do seq $((i * 5000 + 1)) $((i * 5000 + 5000)); i=$((i + 1)); sleep 0.2; done
# A place to write.

`;
const LONGEST_FRAME_MS = 100;
const IDLE_MS = 5_000;
/** Until the window has read its settings anew. */
const SETTLES_MS = 2_000;
const BEGINS_WITHIN_MS = 5_000;

/** Notes how long each frame of the window takes. As text: what compiles the tests leaves names in it that the window lacks. */
const WATCH_FRAMES = `{
  globalThis.frames = [];
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    frames.push(now - last);
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;

interface Frames {
  longest: number;
  /** Those over 100 ms. */
  long: number;
  count: number;
}

describe("the window while a build prints without end", function () {
  // What else the machine does counts as well: a person would look twice, too.
  this.retries(3);
  let window: Window;
  let folder = "";
  let idle: Frames;

  before(async function () {
    if (process.platform === "win32") skipBecause(this, "the stand-in for an engine is a script of Unix");
    folder = mkdtempSync(join(tmpdir(), "dfs-noisy-"));
    window = await openWindow({ trusted: true });
    writeFileSync(join(window.folder, FILE), TEXT);
    await openFile(window.page, FILE);
    await lensesOver(window.page).first().waitFor({ timeout: 90_000 });
  });

  after(async () => {
    if (folder === "") return;
    rmSync(folder, { recursive: true });
    await docker(["image", "rm", "--force", `${basename(window.folder)}:noisy`], { timeout: 20_000 });
    await window.close();
  });

  it("is watched while nothing is built, to compare", async () => {
    // The terminal is on show from the first build on.
    await use({ lines: 1, length: 1 });
    await clickLens();
    await terminalSays("Built");
    await window.page.evaluate(WATCH_FRAMES);
    const end = Date.now() + IDLE_MS;
    idle = await framesWhile(() => Date.now() < end);
    tell("nothing is built", idle);
  });

  it("is watched while the same is printed beside it, to see what the machine has to do with it", async () => {
    let isPrinting = true;
    const printing = print({ lines: 100_000, length: 8 }).finally(() => {
      isPrinting = false;
    });
    const beside = await framesWhile(() => isPrinting);
    await printing;
    tell("100,000 lines beside the window", beside);
    idle.longest = Math.max(idle.longest, beside.longest);
  });

  for (const [title, noise] of [
    ["100,000 lines as quickly as they come", { lines: 100_000, length: 8 }],
    ["20,000 lines of 2,000 characters", { lines: 20_000, length: 2_000 }],
  ] satisfies [string, Noise][]) {
    it(`goes on: ${title}`, async () => {
      await use(noise);
      await held(title);
    });
  }

  it("goes on: 100,000 lines of a real RUN", async function () {
    const missing = await ensureImages(["alpine:latest"]);
    if (missing !== undefined) skipBecause(this, missing);
    await use(undefined);
    await held("100,000 lines of a real RUN");
  });

  /** The stand-in by itself, with another program that reads it. */
  async function print(noise: Noise): Promise<void> {
    const engine = spawn(writeNoisyEngine(folder, noise), ["build"], { stdio: ["ignore", "ignore", "pipe"] });
    const reader = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
    engine.stderr.pipe(reader.stdin);
    await once(reader, "close");
  }

  async function held(title: string): Promise<void> {
    const { page, picture } = window;
    await clickLens();
    let isBuilding = true;
    const built = terminalSays("Built").finally(() => {
      isBuilding = false;
    });
    const frames = await framesWhile(() => isBuilding);
    await built;
    await picture(`noisy-${title.replace(/\W+/g, "-")}`);
    await page.keyboard.press("Control+s");
    tell(title, frames);
    const most = Math.max(LONGEST_FRAME_MS, 2 * idle.longest);
    assert.ok(
      frames.longest < most,
      `stood still for ${frames.longest} ms, ${idle.longest} ms without a build in it`,
    );
  }

  /** Types into the file and takes it back, as long as that lasts. */
  async function framesWhile(lasts: () => boolean): Promise<Frames> {
    const { page } = window;
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+End");
    await page.evaluate("frames.length = 0");
    do {
      await page.keyboard.type("# abc", { delay: 30 });
      for (let i = 0; i < 5; i++) await page.keyboard.press("Backspace", { delay: 20 });
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowDown");
    } while (lasts());
    const frames = await page.evaluate<number[]>("frames");
    return {
      longest: Math.round(Math.max(...frames)),
      long: frames.filter(frame => frame > 100).length,
      count: frames.length,
    };
  }

  async function clickLens(): Promise<void> {
    const { page } = window;
    await page.keyboard.press("Control+s");
    await lensesOver(page)
      .filter({ hasText: /Build (?:up to )?noisy/ })
      .click();
    // A short build may be over before anybody looks.
    await page
      .locator(BAR)
      .waitFor({ timeout: BEGINS_WITHIN_MS })
      .catch(() => undefined);
  }

  async function terminalSays(word: string): Promise<void> {
    await window.page.locator(BAR).waitFor({ state: "hidden", timeout: 90_000 });
    await window.page
      .locator(".terminal-wrapper.active .xterm-rows", { hasText: `${word} ` })
      .waitFor({ timeout: 30_000 });
  }

  /** The stand-in, or the real engine. In a window that a server shows, the program is a setting of the workspace, not of the person. */
  async function use(noise: Noise | undefined): Promise<void> {
    const dockerPath = noise === undefined ? "docker" : writeNoisyEngine(folder, noise);
    mkdirSync(join(window.folder, ".vscode"), { recursive: true });
    const settings = { "dockerfileStages.build.dockerPath": dockerPath };
    writeFileSync(join(window.folder, ".vscode", "settings.json"), JSON.stringify(settings));
    await window.page.waitForTimeout(SETTLES_MS);
  }
});

const BAR = "#dockerfile-stages\\.dockerfile-stages\\.dockerfileStages\\.builds";

function tell(title: string, { longest, long, count }: Frames): void {
  console.log(`      ${title}: ${count} frames, the longest ${longest} ms, ${long} over 100 ms`);
}
