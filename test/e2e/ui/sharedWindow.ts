/** The window that tests share, and the frame of a suite that builds in it. */
import { basename } from "node:path";
import type { Page } from "playwright-core";
import { docker, ensureImages } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { clickUntil } from "./acts";
import { inExplorer } from "./parts";
import { openWindow, type Window } from "./window";

/** Puts the window back to where it was when it was opened: see {@link sharedWindow}. */
const RESET_KEY = "Control+Alt+0";
const RESET = {
  key: "ctrl+alt+0",
  command: "runCommands",
  args: {
    commands: [
      "workbench.action.files.saveAll",
      "workbench.action.closeAllEditors",
      "workbench.action.terminal.killAll",
      "workbench.action.closePanel",
      "notifications.clearAll",
      "workbench.view.explorer",
    ],
  },
};

let shared: Promise<Window> | undefined;

/**
 * The window of the tests that do not hurt each other, as if it had just been opened: no editor, no terminal, no message. A
 * window takes many seconds to open and to start the extension; `run.ts` closes this one at the end. Its settings and keys are
 * those that any of these tests wants.
 */
export async function sharedWindow(): Promise<Window> {
  const isNew = shared === undefined;
  shared ??= openWindow({
    trusted: true,
    keybindings: [
      RESET,
      { key: "ctrl+alt+r", command: "dockerfileStages.showBuildReport" },
      { key: "ctrl+alt+s", command: "dockerfileStages.compareStageSizes" },
    ],
    settings: { "files.simpleDialog.enable": true },
  });
  const window = await shared;
  if (!isNew) await reset(window.page);
  return window;
}

/** Closes the window that tests share, if one is open. */
export async function closeSharedWindow(): Promise<void> {
  const window = await shared;
  shared = undefined;
  await window?.close();
}

async function reset(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press(RESET_KEY);
  await page.locator(".editor-group-container.empty").waitFor();
  await page.locator(".terminal-wrapper").waitFor({ state: "detached" });
  await page.locator(".panel.basepanel").waitFor({ state: "hidden" });
  const files = page.getByRole("button", { name: /^Explorer Section/ });
  // The last of several commands is lost where another view has the side bar.
  if (!(await files.isVisible()))
    await clickUntil(page.getByRole("tab", { name: /^Explorer/ }).first(), files);
  if ((await files.getAttribute("aria-expanded")) === "false") await files.click();
  await inExplorer(page, "Dockerfile").waitFor();
}

/** The image that the stand-ins for those of a registry always have. */
export const BASE = "alpine:latest";
const REMOVED_WITHIN = { timeout: 60_000 };

/** What a suite that builds does before its tests and after them. */
export interface BuildingSuite {
  /** The images that are removed in the end: of a Dockerfile right in the folder that is open, as `shop.Dockerfile`, and its stages. */
  readonly built?: { readonly file: string; readonly stages: readonly string[] };
  readonly prepare: (window: Window) => Promise<void> | void;
  /** Takes away what the suites behind it must not see; not called where the window was never opened. */
  readonly restore?: (window: Window) => Promise<void> | void;
}

/**
 * The shared window for the tests of a suite that builds, to be called in its `describe`: they are skipped where no engine answers. The
 * window may be used in tests and in the functions of `suite`, and throws before.
 */
export function buildingWindow(suite: BuildingSuite): Window {
  let opened: Window | undefined;
  const there = (): Window => {
    if (opened === undefined) throw new Error("The window is not open yet.");
    return opened;
  };
  before(async function () {
    const missing = await ensureImages([BASE]);
    if (missing !== undefined) skipBecause(this, missing);
    opened = await sharedWindow();
    await suite.prepare(opened);
  });
  after(async () => {
    if (opened === undefined) return;
    await suite.restore?.(opened);
    if (suite.built === undefined) return;
    const { file, stages } = suite.built;
    const images = stages.map(stage => imageOf(there(), file, stage));
    await docker(["image", "rm", "--force", ...images], REMOVED_WITHIN);
  });
  return {
    get page() {
      return there().page;
    },
    get folder() {
      return there().folder;
    },
    get data() {
      return there().data;
    },
    picture: name => there().picture(name),
    close: () => there().close(),
  };
}

/** The image that a click on the lens of a stage makes, for a Dockerfile right in the folder that is open. */
export function imageOf({ folder }: Pick<Window, "folder">, file: string, stage: string): string {
  const suffix = file === "Dockerfile" ? "" : `-${file.replace(/\.Dockerfile$/, "")}`;
  return `${basename(folder)}${suffix}:${stage}`.toLowerCase();
}
