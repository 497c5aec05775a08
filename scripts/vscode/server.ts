/** Starts VS Code's server for this machine alone, with settings and extensions of its own, and stops it again. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installEditor, type InstalledEditor } from "./install";

const HOST = "127.0.0.1";
const START_LIMIT = 60_000;

/** Without the first a window waits a minute for a sign-in that never comes; the others keep it quiet and offline. */
const MACHINE_SETTINGS = {
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "git.openRepositoryInParentFolders": "never",
};

export interface ServerOptions {
  /** The server's own data: settings, logs. Created if need be. */
  dataFolder: string;
  /** The extensions installed here are loaded. */
  extensionsFolder: string;
  /** Default: any free port. */
  port?: number;
  /** Trust every folder; otherwise VS Code asks, and starts in Restricted Mode. */
  trustEverything: boolean;
  /**
   * Let a page load an extension under development and report the end of its tests. Such a window shows no messages, so
   * it is none for people.
   */
  runsSuites?: boolean;
  /** More machine settings. */
  settings?: Record<string, unknown>;
}

export interface RunningServer {
  port: number;
  /** A page with this token in its query is let in; nobody else on the machine is. */
  token: string;
  /** Settles when the server has ended, whoever ended it. */
  ended: Promise<void>;
  stop: () => Promise<void>;
}

/** Starts the server and answers when it listens. It ends with `stop()`, and with this process. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const editor = await installEditor();
  const token = randomBytes(16).toString("hex");
  const tokenFile = writeServerFiles(options, token);
  const child = spawn(
    editor.node,
    [
      join(__dirname, "guardedServer.mjs"),
      editor.serverMain,
      ...["--host", HOST, "--port", String(options.port ?? 0)],
      ...["--connection-token-file", tokenFile],
      "--accept-server-license-terms",
      ...(options.runsSuites === true ? ["--enable-smoke-test-driver"] : []),
      ...folders(options),
      ...["--telemetry-level", "off"],
      ...(options.trustEverything ? ["--disable-workspace-trust"] : []),
    ],
    { stdio: ["pipe", "pipe", "pipe"], env: withoutEditorVariables(process.env) },
  );
  const port = await listeningPort(child);
  const ended = new Promise<void>(resolve =>
    child.once("exit", () => {
      resolve();
    }),
  );
  return { port, token, ended, stop: () => stop(child) };
}

/** Installs a packed extension into the folders of a server that is not running. */
export async function installExtension(
  vsix: string,
  options: Pick<ServerOptions, "dataFolder" | "extensionsFolder">,
): Promise<void> {
  const editor: InstalledEditor = await installEditor();
  const { status, stdout, stderr } = spawnSync(
    editor.node,
    [
      editor.serverMain,
      "--accept-server-license-terms",
      "--install-extension",
      vsix,
      "--force",
      ...folders(options),
    ],
    { encoding: "utf8", env: withoutEditorVariables(process.env) },
  );
  if (status !== 0) throw new Error(`VS Code did not install ${vsix}:\n${stdout}${stderr}`);
}

function folders(options: Pick<ServerOptions, "dataFolder" | "extensionsFolder">): string[] {
  return ["--server-data-dir", options.dataFolder, "--extensions-dir", options.extensionsFolder];
}

function writeServerFiles(options: ServerOptions, token: string): string {
  const machine = join(options.dataFolder, "data", "Machine");
  mkdirSync(machine, { recursive: true });
  mkdirSync(options.extensionsFolder, { recursive: true });
  writeFileSync(
    join(machine, "settings.json"),
    JSON.stringify({ ...MACHINE_SETTINGS, ...options.settings }, null, 2),
  );
  const tokenFile = join(options.dataFolder, "token");
  writeFileSync(tokenFile, token, { mode: 0o600 });
  return tokenFile;
}

/** In a terminal of VS Code its variables would make the new server talk to the window around it. */
function withoutEditorVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|npm_)/.test(name)),
  );
}

/** The port from the line that the server prints when it listens. */
function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = "";
    const timer = setTimeout(() => {
      child.kill();
      reject(
        new Error(`VS Code's server did not listen within ${START_LIMIT / 1000} s. It printed:\n${output}`),
      );
    }, START_LIMIT);
    const read = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-20_000);
      const taken = /EADDRINUSE.*:(\d+)/.exec(output)?.[1];
      if (taken !== undefined) {
        clearTimeout(timer);
        child.kill();
        reject(
          new Error(`Port ${taken} of this machine is taken. Choose another one, or none for any free one.`),
        );
      }
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("error", reject);
    child.on("exit", code => {
      clearTimeout(timer);
      reject(
        new Error(`VS Code's server ended with status ${code ?? "unknown"} before it listened:\n${output}`),
      );
    });
  });
}

/** Asks first; a server that has not ended after five seconds is ended. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>(resolve =>
    child.once("exit", () => {
      resolve();
    }),
  );
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), 5000);
  await ended;
  clearTimeout(force);
}
