/**
 * VS Code's command line for the window in a browser: takes what `runTests` of @vscode/test-electron passes to a desktop
 * VS Code, opens the real thing in Chromium, prints what the extension host prints, and exits with the suite's code.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { format, parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { openBrowser } from "./chromium";
import { pageAddress } from "./pageAddress";
import { startServer } from "./server";

/** A suite that prints nothing for this long is ended: its tests have their own, shorter limits. */
const SILENCE_LIMIT = 180_000;

const OUTPUT_MARK = "suite| ";

interface HostOptions {
  folder: string;
  extensionDevelopmentPath: string;
  extensionTestsPath: string;
  userDataFolder: string;
  extensionsFolder: string;
  trustEverything: boolean;
}

async function main(): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), "dockerfile-stages-host-"));
  try {
    return await runSuite(readCommandLine(process.argv.slice(2), scratch));
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Reads the flags that mean something here; the others belong to a desktop window (`--no-sandbox`, …). */
function readCommandLine(parameters: string[], scratch: string): HostOptions {
  const { values, positionals } = parseArgs({
    args: parameters,
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: "string" },
      extensionTestsPath: { type: "string" },
      "extensions-dir": { type: "string" },
      "user-data-dir": { type: "string" },
      "disable-workspace-trust": { type: "boolean" },
    },
  });
  const path = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === "string" ? resolve(value) : undefined;
  };
  const required = (name: string): string => {
    const value = path(name);
    if (value === undefined) throw new Error(`The browser host needs --${name}=<path>.`);
    return value;
  };
  const folder = positionals[0];
  if (folder === undefined)
    throw new Error("The browser host needs the folder to open as its last parameter.");
  return {
    folder: resolve(folder),
    extensionDevelopmentPath: required("extensionDevelopmentPath"),
    extensionTestsPath: required("extensionTestsPath"),
    userDataFolder: path("user-data-dir") ?? join(scratch, "data"),
    extensionsFolder: path("extensions-dir") ?? join(scratch, "extensions"),
    trustEverything: values["disable-workspace-trust"] === true,
  };
}

async function runSuite(options: HostOptions): Promise<number> {
  // The suite's own lines begin with this mark, so that they can be told from what the window's other parts print.
  process.env["SUITE_OUTPUT_MARK"] = OUTPUT_MARK;
  const server = await startServer({
    dataFolder: options.userDataFolder,
    extensionsFolder: options.extensionsFolder,
    trustEverything: options.trustEverything,
    runsSuites: true,
  });
  try {
    const browser = await openBrowser({ leavesSignals: true });
    try {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        // On the desktop the clipboard belongs to the window; in a page it wants to be allowed.
        permissions: ["clipboard-read", "clipboard-write"],
      });
      const page = await context.newPage();
      const suite = await watchSuite(page);
      await page.goto(pageAddress(server, { folder: options.folder, suite: options }));
      const outcome = await suite.end;
      await keepEvidence(page, suite.otherLines);
      if (typeof outcome === "number" && (outcome === 0 || suite.spoke())) return outcome;
      throw new Error(
        [
          typeof outcome === "number" ? "VS Code could not run the suite." : outcome.message,
          "The last that its window printed:",
          ...suite.otherLines.slice(-40),
        ].join("\n"),
      );
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

interface WatchedSuite {
  /** The suite's exit code, or why there is none. */
  end: Promise<number | Error>;
  /** Whether the suite itself has printed anything. */
  spoke: () => boolean;
  /** What the window printed beside the suite. */
  otherLines: string[];
}

/** Listens to the page: VS Code calls these two functions of its page when it runs a suite. */
async function watchSuite(page: Page): Promise<WatchedSuite> {
  const otherLines: string[] = [];
  let spoken = false;
  let finish: (outcome: number | Error) => void;
  const end = new Promise<number | Error>(resolve => {
    finish = resolve;
  });
  let timer: NodeJS.Timeout | undefined;
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      finish(new Error(`The suite has printed nothing for ${SILENCE_LIMIT / 1000} s: it hangs.`));
    }, SILENCE_LIMIT);
  };
  alive();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      finish(new Error("The run was interrupted."));
    });
  }
  page.on("crash", () => {
    finish(new Error("The page of VS Code crashed."));
  });
  await page.exposeFunction("codeAutomationLog", (_type: string, parameters: unknown[]) => {
    const text = format(...parameters);
    if (!text.startsWith(OUTPUT_MARK)) {
      otherLines.push(text);
      return;
    }
    alive();
    spoken = true;
    console.log(text.slice(OUTPUT_MARK.length));
  });
  await page.exposeFunction("codeAutomationExit", (exitCode: number) => {
    clearTimeout(timer);
    finish(exitCode);
  });
  return { end, spoke: () => spoken, otherLines };
}

/** Leaves the window's picture and its own output where the environment asks for them. */
async function keepEvidence(page: Page, lines: string[]): Promise<void> {
  const folder = process.env["DOCKERFILE_STAGES_ARTIFACTS"];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "window.log"), lines.join("\n") + "\n");
  // The page may be the one that crashed: then there is no picture of it.
  await page.screenshot({ path: join(folder, "window.png"), timeout: 10_000 }).catch(() => undefined);
}

main().then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
