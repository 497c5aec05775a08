/** A window of VS Code for the Web with the packed extension: no machine, a folder in memory. */
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { packedFiles } from "../../../scripts/package";
import { openBrowser } from "../../../scripts/vscode/chromium";
import { startWebHost, type WebHost } from "../../../scripts/vscode/web/host";
import { ROOT } from "../root";
import { openFile } from "../ui/acts";
import { inExplorer } from "../ui/parts";

const EXTENSION = join(ROOT, "out", "e2e", "web");
export const PICTURES = join(ROOT, "artifacts", "web");
/** A page loads for a long time on a busy machine. */
const PATIENCE = 90_000;

export interface WebWindow {
  readonly page: Page;
  readonly host: WebHost;
  readonly picture: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Lays out the files of the package, as VS Code unpacks them. */
export function unpackExtension(): void {
  rmSync(EXTENSION, { recursive: true, force: true });
  for (const name of packedFiles()) cpSync(join(ROOT, name), join(EXTENSION, name));
}

/** Opens a folder with these files. `prepare` can make the host fail before the page is asked for. */
export async function openWebWindow(
  files: Readonly<Record<string, string>>,
  prepare: (host: WebHost) => void = () => undefined,
): Promise<WebWindow> {
  const host = await startWebHost({ extension: EXTENSION, files });
  prepare(host);
  let browser: Browser | undefined;
  try {
    browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(host.url, { waitUntil: "commit" });
    mkdirSync(PICTURES, { recursive: true });
    const opened = browser;
    return {
      page,
      host,
      picture: async name => {
        await page.screenshot({ path: join(PICTURES, `${name}.png`) });
      },
      close: async () => {
        await opened.close();
        await host.close();
      },
    };
  } catch (error) {
    await browser?.close();
    await host.close();
    throw error;
  }
}

/** Starting the browser and the host, on a busy machine. */
const OPENS_WITHIN = 180_000;

/** The window of a suite, to be called in its `describe`: with these files, and the Dockerfile among them in front. */
export function suiteWindow(files: Readonly<Record<string, string>> & { Dockerfile: string }): WebWindow {
  let opened: WebWindow | undefined;
  const there = (): WebWindow => {
    if (opened === undefined) throw new Error("The window is not open yet.");
    return opened;
  };
  before(async function () {
    this.timeout(OPENS_WITHIN);
    opened = await openWebWindow(files);
    await inExplorer(opened.page, "Dockerfile").waitFor();
    await openFile(opened.page, "Dockerfile");
  });
  after(() => opened?.close());
  return {
    get page() {
      return there().page;
    },
    get host() {
      return there().host;
    },
    picture: name => there().picture(name),
    close: () => there().close(),
  };
}
