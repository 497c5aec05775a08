/** Finds a Chromium-like browser on this machine and drives it. None is ever downloaded. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser } from "playwright-core";

/** Names this project's own choice of browser: the path of an executable. */
const BROWSER_VARIABLE = "DOCKERFILE_STAGES_BROWSER";

const ON_PATH = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const ON_MAC = ["Google Chrome", "Chromium", "Microsoft Edge"];
const ON_WINDOWS = [
  ["Google", "Chrome", "Application", "chrome.exe"],
  ["Microsoft", "Edge", "Application", "msedge.exe"],
];

/**
 * Starts a browser without a window. Throws a message with the next step when there is none. It ends with this process;
 * at Ctrl+C and its like it ends this process too, unless `leavesSignals` leaves them to the caller.
 */
export async function openBrowser(options: { leavesSignals?: boolean } = {}): Promise<Browser> {
  const handles = options.leavesSignals !== true;
  return chromium.launch({
    executablePath: findBrowser(),
    handleSIGINT: handles,
    handleSIGTERM: handles,
    handleSIGHUP: handles,
    // Playwright adds --no-sandbox by itself, which a browser needs when root starts it.
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** The path of a browser: the one that the environment names, else the first one found. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const chosen = env[BROWSER_VARIABLE];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`${BROWSER_VARIABLE} names ${chosen}, which does not exist.`);
  }
  const found = candidates(env, platform).find(path => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    "No Chromium, Chrome or Edge was found. Install one (Debian: sudo apt-get install -y chromium), " +
      `or set ${BROWSER_VARIABLE} to the path of its executable.`,
  );
}

function candidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === "win32") {
    const roots = [env["PROGRAMFILES"], env["PROGRAMFILES(X86)"], env["LOCALAPPDATA"]];
    return roots.flatMap(root => (root ? ON_WINDOWS.map(path => join(root, ...path)) : []));
  }
  if (platform === "darwin") return ON_MAC.map(name => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const folders = (env["PATH"] ?? "").split(delimiter).filter(folder => folder !== "");
  return ON_PATH.flatMap(name => folders.map(folder => join(folder, name)));
}
