/** A window of the real VS Code with the packed extension installed. */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../../../scripts/vscode/chromium";
import { pageAddress } from "../../../scripts/vscode/pageAddress";
import { installExtension, startServer, type RunningServer } from "../../../scripts/vscode/server";
import { PACKED } from "./packedExtension";
import { takePicture } from "./pictures";

export interface Window {
  page: Page;
  /** The folder that is open: a copy of `workspace/`. */
  folder: string;
  /** The folder of all that VS Code keeps. */
  data: string;
  /** Takes a picture and counts it. */
  picture: (name: string) => Promise<void>;
  close: () => Promise<void>;
}

/** As the texts of a language pack do it, and lasting. As text: what compiles the tests leaves names in it that the window lacks. */
const setLanguage = (language: string): string =>
  `Object.defineProperty(globalThis, "_VSCODE_NLS_LANGUAGE", { get: () => ${JSON.stringify(language)}, set() {} })`;

/** For what a busy machine does late: milliseconds. */
export const PATIENCE = 60_000;

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
    return {
      page: shown,
      folder,
      data: folders.dataFolder,
      picture: name => takePicture(shown, name),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
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
