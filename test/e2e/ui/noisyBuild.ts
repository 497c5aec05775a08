/** A window in which a person types while a build prints, and what is seen of its frames meanwhile. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { docker } from "../../support/engine";
import { eventually } from "../eventually";
import { writeNoisyEngine, writePassingEngine, type Noise } from "../noisyEngine";
import { watchFrames, type Frames } from "./frames";
import { openFile } from "./acts";
import { lensesOver, terminal } from "./parts";
import { openWindow, type Window } from "./window";

export interface NoisyWindow {
  window: Window;
  /** The frames while a stage is built and a person types: by a stand-in that prints this, or without it by the real engine. */
  framesOfBuild: (noise: Noise | undefined) => Promise<Frames>;
  /** The frames while a person types for as long as something else goes on. */
  framesOf: (other: () => Promise<void>) => Promise<Frames>;
  close: () => Promise<void>;
}

/** What is printed while a window is watched; without noise by a RUN of the real engine. */
export const NOISES: readonly { title: string; noise: Noise | undefined }[] = [
  { title: "100,000 lines as quickly as they come", noise: { lines: 100_000, length: 8 } },
  { title: "20,000 lines of 2,000 characters", noise: { lines: 20_000, length: 2_000 } },
  { title: "100,000 lines of a real RUN", noise: undefined },
];

const FILE = "noisy.Dockerfile";
/** BuildKit hands on 200 KiB a second at most, and leaves out the rest. */
const TEXT = `FROM alpine:latest AS noisy
RUN i=0; while [ $i -lt 20 ]; do seq $((i * 5000 + 1)) $((i * 5000 + 5000)); i=$((i + 1)); sleep 0.2; done
# A place to write.

`;
const BUILD_KEY = "Control+Alt+b";
const BUILD = { key: "ctrl+alt+b", command: "dockerfileStages.buildUpToStage" };
/** Until the window has read its settings anew. */
const SETTLES_MS = 2_000;
const BEGINS_WITHIN_MS = 8_000;
const MOST_TRIES = 5;
const ENDS_WITHIN_MS = 90_000;

/** Opens the window, and builds once: the terminal is on show from then on. The engine must have `alpine:latest` for builds of its own. */
export async function openNoisyWindow(): Promise<NoisyWindow> {
  const engines = mkdtempSync(join(tmpdir(), "dfs-noisy-"));
  const window = await openWindow({ trusted: true, keybindings: [BUILD] });
  const { page, folder } = window;
  const close = async (): Promise<void> => {
    await docker(["image", "rm", "--force", `${basename(folder)}-noisy:noisy`], { timeout: 60_000 });
    await window.close();
    rmSync(engines, { recursive: true });
  };
  try {
    writeFileSync(join(folder, FILE), TEXT);
    await openFile(page, FILE);
    await lensesOver(page).first().waitFor({ timeout: 90_000 });
    const watch = await watchFrames(page);
    const framesOf: NoisyWindow["framesOf"] = async other => {
      await goToTheEnd();
      return watch(() => typeWhile(other()));
    };
    const framesOfBuild: NoisyWindow["framesOfBuild"] = async noise => {
      const engine = noise === undefined ? writePassingEngine(engines) : writeNoisyEngine(engines, noise);
      await use(engine.program);
      await goToTheEnd();
      await save();
      const frames = await watch(async () => {
        await pressUntilBegun(engine.begun);
        await typeWhile(ended(engine.ended));
      });
      await save();
      return frames;
    };
    await framesOfBuild({ lines: 1, length: 1 });
    return { window, framesOf, framesOfBuild, close };
  } catch (error) {
    await close();
    throw error;
  }

  /** In a window that a server shows, the program is a setting of the workspace, not of the person. */
  async function use(program: string): Promise<void> {
    mkdirSync(join(folder, ".vscode"), { recursive: true });
    const settings = {
      "dockerfileStages.build.dockerPath": program,
      "dockerfileStages.build.noCache": "all",
    };
    writeFileSync(join(folder, ".vscode", "settings.json"), JSON.stringify(settings));
    await page.waitForTimeout(SETTLES_MS);
  }

  /** An engine reads the file on disk, and a build of changes that are not there is asked about. */
  async function save(): Promise<void> {
    await page.keyboard.press("Control+s");
    await page.locator(".tab.dirty").waitFor({ state: "detached" });
  }

  /** Keys are read some time after the window is there. */
  async function pressUntilBegun(file: string): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES && !existsSync(file); tries++) {
      await page.keyboard.press(BUILD_KEY);
      await eventually("a build", () => existsSync(file), Boolean, BEGINS_WITHIN_MS).catch(() => undefined);
    }
    if (!existsSync(file)) throw new Error("The key that builds was pressed, and nothing was built.");
  }

  async function goToTheEnd(): Promise<void> {
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+End");
  }

  /** Until the engine has ended and the terminal has shown all that it is going to. */
  async function ended(file: string): Promise<void> {
    await eventually("the end of the build", () => existsSync(file), Boolean, ENDS_WITHIN_MS);
    await terminal(page).filter({ hasText: "Built " }).waitFor({ timeout: 60_000 });
  }

  /** Types into the file and takes it back, until the other is done. */
  async function typeWhile(other: Promise<void>): Promise<void> {
    const done = new AbortController();
    const waiting = other.finally(() => {
      done.abort();
    });
    // Whoever types hears of a failure at the end alone.
    waiting.catch(() => undefined);
    do {
      await page.keyboard.type("# abc", { delay: 30 });
      for (let i = 0; i < 5; i++) await page.keyboard.press("Backspace", { delay: 20 });
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowDown");
    } while (!done.signal.aborted);
    await waiting;
  }
}
