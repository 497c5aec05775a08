/** A window of the real VS Code with the packed extension installed, and what a person does in it. */
import { strict as assert } from "node:assert";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { openBrowser } from "../../../scripts/vscode/chromium";
import { pageAddress } from "../../../scripts/vscode/pageAddress";
import { installExtension, startServer, type RunningServer } from "../../../scripts/vscode/server";
import { eventually } from "../eventually";
import { PACKED } from "./packedExtension";

export const PICTURES = resolve(__dirname, "../../../artifacts/ui");

export interface Window {
  page: Page;
  /** The folder that is open: a copy of `workspace/`. */
  folder: string;
  /** Takes a picture and counts it. */
  picture: (name: string) => Promise<void>;
  close: () => Promise<void>;
}

/** As the texts of a language pack do it, and lasting. As text: what compiles the tests leaves names in it that the window lacks. */
const setLanguage = (language: string): string =>
  `Object.defineProperty(globalThis, "_VSCODE_NLS_LANGUAGE", { get: () => ${JSON.stringify(language)}, set() {} })`;

/** For what a busy machine does late. */
const PATIENCE = 60_000;

let pictures = 0;
const open = new Set<Page>();

/** Installs, starts and opens, all in a folder of its own that `close` removes. */
export async function openWindow(options: {
  trusted: boolean;
  /** The person's own keys. */
  keybindings?: { key: string; command: string; args?: unknown }[];
  /** Settings of the machine. */
  settings?: Record<string, unknown>;
  /** The person's display language; English unless said. VS Code's own texts stay English: its language packs are not here. */
  language?: string;
}): Promise<Window> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "dfs-ui-")));
  // The name of the folder becomes the name of the images that are built from it.
  const folder = join(scratch, `dfs-ui-${process.pid}`);
  cpSync(join(__dirname, "workspace"), folder, { recursive: true });
  const folders = { dataFolder: join(scratch, "data"), extensionsFolder: join(scratch, "extensions") };
  let server: RunningServer | undefined;
  let browser: Browser | undefined;
  let page: Page | undefined;
  const close = async (): Promise<void> => {
    if (page !== undefined) open.delete(page);
    await browser?.close();
    await server?.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await installExtension(PACKED, folders);
    const user = join(folders.dataFolder, "data", "User");
    mkdirSync(user, { recursive: true });
    writeFileSync(join(user, "keybindings.json"), JSON.stringify(options.keybindings ?? []));
    server = await startServer({
      ...folders,
      trustEverything: options.trusted,
      // Drawn as text, so that a test can read what the terminal shows.
      settings: { "terminal.integrated.gpuAcceleration": "off", ...options.settings },
    });
    browser = await openBrowser();
    const shown = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page = shown;
    open.add(shown);
    shown.setDefaultTimeout(PATIENCE);
    if (options.language !== undefined) await shown.addInitScript(setLanguage(options.language));
    await shown.goto(pageAddress(server, { folder }));
    return { page: shown, folder, picture: name => takePicture(shown, name), close };
  } catch (error) {
    await close();
    throw error;
  }
}

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

/** Closes the lists, dialogs and menus that a test has left open, so that one that fails takes no other with it. */
export async function closeWidgets(): Promise<void> {
  for (const page of open) {
    for (let pressed = 0; pressed < 3; pressed++) await page.keyboard.press("Escape").catch(() => undefined);
  }
}

/** Pictures of the windows that are open, for whoever looks why a test failed. */
export async function pictureFailure(title: string): Promise<void> {
  const name = `failed-${title.replace(/\W+/g, "-").slice(0, 80)}`;
  for (const page of open) await takePicture(page, name).catch(() => undefined);
}

async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  pictures += 1;
  await page.screenshot({ path: join(PICTURES, `${String(pictures).padStart(2, "0")}-${name}.png`) });
}

/** A file or folder right below the workspace, in the explorer. */
export function inExplorer(page: Page, name: string): Locator {
  return page.locator(`.explorer-folders-view [role=treeitem][aria-level="1"][aria-label="${name}"]`);
}

/** The tab of an editor; views have tabs, too. */
export function editorTab(page: Page, name: string | RegExp): Locator {
  return page.locator(".tabs-container").getByRole("tab", { name });
}

/** Opens a file of the workspace by a double click in the explorer. */
export async function openFile(page: Page, name: string): Promise<void> {
  await inExplorer(page, name).dblclick();
  await editorTab(page, name).waitFor();
}

/** Runs a command of the palette with the cursor in a line, from 1, of a file that is open. */
export async function runCommand(page: Page, file: string, line: number, title: string): Promise<void> {
  // A page about the file has its name in the title, too.
  await page.locator(`.tabs-container .tab[data-resource-name="${file}"]`).click();
  await page.locator(".monaco-editor .view-lines").first().click();
  await page.keyboard.press("Control+g");
  await page.keyboard.type(`${line}`);
  await page.keyboard.press("Enter");
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input[type=text]").fill(`>Dockerfile Stages: ${title}`);
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
}

/** The code lenses on show, in the order of the file. */
export function lensesOver(page: Page): Locator {
  return page.locator(".codelens-decoration a");
}

/** A click that has had no effect for as long is made again. */
const CLICK_IS_LOST = 10_000;

/**
 * Clicks until what the click is for is there, as a person does: the window loses a click on what it draws anew at that moment
 * (a lens whose text changes, a button of a dialog that still looks something up).
 */
export async function clickUntil(target: Locator, effect: Locator): Promise<void> {
  await eventually(
    "the effect of a click",
    async () => {
      await target.click({ timeout: CLICK_IS_LOST }).catch(() => undefined);
      return effect
        .waitFor({ timeout: CLICK_IS_LOST })
        .then(() => true)
        .catch(() => false);
    },
    Boolean,
    2 * PATIENCE,
  );
}

/** A dialog that does not close within this has not taken what was typed. */
const DIALOG_CLOSES_WITHIN = 5_000;

/**
 * Answers VS Code's own dialog for files or folders. It fills in a name of its own some time after it is there, and looks up each
 * path that is typed: so the path is typed until it stays, and confirmed until the dialog is gone.
 */
export async function answerFileDialog(page: Page, title: string, path: string): Promise<void> {
  const dialog = page.locator(".quick-input-widget", { hasText: title });
  const input = dialog.locator("input[type=text]");
  await dialog.waitFor();
  await eventually(
    "the dialog takes the path",
    async () => {
      if (!(await dialog.isVisible())) return true;
      await input.fill(path, { timeout: DIALOG_CLOSES_WITHIN }).catch(() => undefined);
      await page.waitForTimeout(500);
      if ((await input.inputValue().catch(() => "")) !== path) return !(await dialog.isVisible());
      await page.keyboard.press("Enter");
      return dialog
        .waitFor({ state: "hidden", timeout: DIALOG_CLOSES_WITHIN })
        .then(() => true)
        .catch(() => false);
    },
    Boolean,
    2 * PATIENCE,
  );
}

/** The rows of the list of completions. */
export function completions(page: Page): Locator {
  return page.locator(".suggest-widget.visible .monaco-list-row");
}

/** A list that is late on a busy machine comes within this. */
const LIST_IS_LATE = 8_000;

/**
 * The names in the list of completions, once they are those that are wanted: until a flag is typed, the list has flags. A list
 * that does not come, because the window took a key for the end of it, is asked for by its key, as a person does.
 */
export async function completedNames(
  page: Page,
  what: string,
  isWanted: (names: string[]) => boolean,
): Promise<string[]> {
  let asked = Date.now();
  return eventually(
    what,
    async () => {
      const names = await completions(page).locator(".label-name").allInnerTexts();
      if (names.length === 0 && Date.now() - asked > LIST_IS_LATE) {
        asked = Date.now();
        await page.keyboard.press("Control+Space");
      }
      return names.map(name => name.trim());
    },
    isWanted,
    PATIENCE,
  );
}

/**
 * Rests the pointer over a text of the editor, so that its hover comes. The pointer alone is moved: what a browser does to bring
 * a text into sight scrolls the editor from under its lines.
 */
export async function pointAt(page: Page, text: Locator): Promise<void> {
  const box = await eventually(
    "the text to point at",
    () => text.boundingBox(),
    found => found !== null,
  );
  assert.ok(box);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
}

/** The messages on show at the lower right, once they have come in. */
export function messages(page: Page): Locator {
  return page.locator(".notification-toast.notification-fade-in-done");
}

/** The text of the terminal that is on show. */
export function terminal(page: Page): Locator {
  return page.locator(".terminal-wrapper.active .xterm-rows");
}
