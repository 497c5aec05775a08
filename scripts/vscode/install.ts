/**
 * Installs a real VS Code from the npm registry, once per user: the package `code-server` carries VS Code's own server,
 * extension host and web workbench, and `node-*` the Node release that its native modules are compiled for.
 */
import { spawn } from "node:child_process";
import { createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { requireBuildTools } from "./buildTools";
import { cacheFolder } from "./cacheFolder";
import { installOnce, isComplete } from "./installOnce";

const CODE_SERVER_VERSION = "4.139.1"; // VS Code 1.139.1
const NODE_VERSION = "24.21.0"; // the major that this code-server is made for

/** A VS Code server that is ready to start. */
export interface InstalledEditor {
  /** The Node executable that its native modules were compiled for. */
  node: string;
  /** VS Code's own server (not code-server's wrapper around it). */
  serverMain: string;
}

/** Answers where VS Code is, after installing it if need be (about two minutes, once). */
export async function installEditor(say: (message: string) => void = console.log): Promise<InstalledEditor> {
  const folder = editorFolder();
  await installOnce(folder, staging => fill(staging, say), say);
  return {
    node: join(nodeFolder(folder), "bin", "node"),
    serverMain: join(vscodeFolder(folder), "out", "server-main.js"),
  };
}

/** Whether {@link installEditor} has nothing left to do. */
export function isEditorInstalled(): boolean {
  return isComplete(editorFolder());
}

/** The folder of VS Code's built-in extensions, or null where {@link installEditor} was not here yet. */
export function builtInExtensions(): string | null {
  return isEditorInstalled() ? join(vscodeFolder(editorFolder()), "extensions") : null;
}

function editorFolder(): string {
  return join(cacheFolder(), `vscode-${CODE_SERVER_VERSION}-node-${NODE_VERSION}`);
}

async function fill(folder: string, say: (message: string) => void): Promise<void> {
  requireBuildTools();
  say(`Installing VS Code's server from the npm registry, once, into ${cacheFolder()}`);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "editor", private: true }) + "\n");

  say(`  1/3 Node ${NODE_VERSION} and code-server ${CODE_SERVER_VERSION} (about 20 s)`);
  await npm(folder, folder, [
    `${nodePackage()}@${NODE_VERSION}`,
    `code-server@${CODE_SERVER_VERSION}`,
    "--ignore-scripts",
  ]);

  say("  2/3 VS Code's native modules, compiled here (about 90 s)");
  await npm(folder, vscodeFolder(folder), ["--omit=dev"]);

  say("  3/3 its built-in extensions (a few seconds)");
  await npm(folder, join(vscodeFolder(folder), "extensions"), ["--omit=dev"]);
  say("VS Code's server is installed.");
}

/** `npm install` in `cwd`, with the installed Node first on the PATH; what npm prints goes to a log beside it. */
async function npm(folder: string, cwd: string, parameters: string[]): Promise<void> {
  await mkdir(cwd, { recursive: true });
  const log = join(folder, "npm.log");
  const output = createWriteStream(log, { flags: "a" });
  const child = spawn("npm", ["install", "--no-audit", "--no-fund", ...parameters], {
    cwd,
    env: {
      ...withoutScriptSettings(process.env),
      PATH: [join(nodeFolder(folder), "bin"), process.env["PATH"] ?? ""].join(delimiter),
      npm_config_nodedir: nodeFolder(folder),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  await new Promise<void>(resolve => output.end(resolve));
  if (status === 0) return;
  const tail = readFileSync(log, "utf8").trimEnd().split("\n").slice(-30).join("\n");
  throw new Error(
    `\`npm install ${parameters.join(" ")}\` ended with status ${status ?? "unknown"}. Its last lines:\n${tail}\n` +
      "Check that the npm registry can be reached, and run the same command again: it starts over cleanly.",
  );
}

/** When an npm script runs us, npm has put that project's settings into the environment; they are not for this install. */
function withoutScriptSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^npm_(lifecycle_|package_|config_(local_prefix|prefix|global_prefix|noproxy|node_gyp)$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name)));
}

/** The package that holds Node for this platform, headers included; named as the package `node` names them. */
function nodePackage(): string {
  const prefix = process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  return `${prefix}-${process.platform}-${process.arch}`;
}

function nodeFolder(folder: string): string {
  return join(folder, "node_modules", nodePackage());
}

function vscodeFolder(folder: string): string {
  return join(folder, "node_modules", "code-server", "lib", "vscode");
}
