/**
 * `npm start`: builds the extension and opens `examples/` in VS Code with it: the desktop one where `code` is on the PATH,
 * otherwise the real VS Code in the browser, at a printed address, until Ctrl+C.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findDesktopEditor, forcedEditor, hasDisplay } from "./vscode/desktop";
import { pageAddress } from "./vscode/pageAddress";
import { startServer } from "./vscode/server";

const ROOT = resolve(__dirname, "..");
const EXAMPLES = join(ROOT, "examples");
const USAGE = `npm start -- [--no-open] [--port <number>]
  --no-open        only print the address of the VS Code in the browser, do not open it
  --port <number>  the port of the VS Code in the browser (default: any free one)
  DOCKERFILE_STAGES_EDITOR=browser|desktop in the environment forces one of the two editors.`;

interface StartOptions {
  open: boolean;
  port: number | undefined;
}

async function main(): Promise<void> {
  const options = readCommandLine(process.argv.slice(2));
  if (options === "help") {
    console.log(USAGE);
    return;
  }
  if (spawnSync(process.execPath, ["esbuild.mjs"], { cwd: ROOT, stdio: "inherit" }).status !== 0) {
    throw new Error("The extension could not be built; what stands above says why.");
  }
  if (openOnDesktop()) return;
  await openInBrowser(options);
}

function readCommandLine(parameters: string[]): StartOptions | "help" {
  const { values } = parseOptions(parameters);
  if (values.help) return "help";
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
    throw new Error(`--port takes a number from 1 to 65535, not "${values.port ?? ""}".`);
  }
  return { open: values.open !== false, port };
}

function parseOptions(parameters: string[]) {
  try {
    return parseArgs({
      args: parameters,
      allowNegative: true,
      options: { open: { type: "boolean" }, port: { type: "string" }, help: { type: "boolean" } },
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, { cause: error });
  }
}

/** Answers whether a desktop VS Code has taken the job. */
function openOnDesktop(): boolean {
  const forced = forcedEditor();
  if (forced === "browser") return false;
  const editor = hasDisplay() ? findDesktopEditor() : undefined;
  if (editor === undefined) {
    if (forced !== "desktop") return false;
    throw new Error(
      "There is no `code` on the PATH that could open a window here. In VS Code, run " +
        "\"Shell Command: Install 'code' command in PATH\", or leave DOCKERFILE_STAGES_EDITOR unset.",
    );
  }
  console.log(`Opening ${EXAMPLES} in ${editor} …`);
  const child = spawn(
    editor,
    [
      "--new-window",
      `--extensionDevelopmentPath=${ROOT}`,
      "--disable-workspace-trust",
      "--skip-welcome",
      "--skip-release-notes",
      EXAMPLES,
    ],
    { stdio: "ignore", detached: true },
  );
  child.on("error", error => {
    console.error(`${editor} could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.unref();
  return true;
}

async function openInBrowser(options: StartOptions): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "dockerfile-stages-start-"));
  try {
    const extensionsFolder = join(scratch, "extensions");
    mkdirSync(extensionsFolder);
    // A link instead of a copy: after the next build a reload of the window is enough.
    symlinkSync(ROOT, join(extensionsFolder, "dockerfile-stages"));
    const server = await startServer({
      dataFolder: join(scratch, "data"),
      extensionsFolder,
      trustEverything: true,
      ...(options.port === undefined ? {} : { port: options.port }),
    });
    const address = pageAddress(server, { folder: EXAMPLES });
    console.log(
      `\nVS Code runs, with the extension and examples/. Open this address in a browser:\n\n  ${address}\n`,
    );
    if (options.open) openAddress(address);
    console.log("Ctrl+C stops it.");
    await Promise.race([interrupted(), server.ended]);
    console.log("\nStopping VS Code …");
    await server.stop();
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Opens the person's own browser where there is a desktop; elsewhere the printed address has to do. */
function openAddress(address: string): void {
  if (!hasDisplay()) return;
  const opener = process.platform === "darwin" ? "/usr/bin/open" : "/usr/bin/xdg-open";
  if (!existsSync(opener)) return;
  const child = spawn(opener, [address], { stdio: "ignore", detached: true });
  child.on("error", () => {
    console.log("No browser could be opened here; the address above works in any.");
  });
  child.unref();
}

/** Settles at Ctrl+C or its like. It keeps listening: a second signal must not cut the cleaning up short. */
function interrupted(): Promise<void> {
  return new Promise(resolve => {
    const stop = (): void => {
      resolve();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
