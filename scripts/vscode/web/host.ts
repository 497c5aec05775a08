/** Serves VS Code for the Web on this machine alone: no remote, no machine behind it, a folder that lives in memory. */
import { createReadStream, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { build } from "esbuild";
import { installEditor } from "../install";
import { FOLDER, webPage, withoutRemote } from "./page";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".md": "text/markdown",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
};
const WORKBENCH = "/vscode/out/vs/code/browser/workbench/workbench.js";

export interface WebHost {
  readonly url: string;
  /** The paths that were asked for, in order: what a page loads. */
  readonly requests: readonly string[];
  /** Answers 500 for paths for which this says so: what a bad connection does. */
  failing: (path: string) => boolean;
  /** Text behind what is served, for paths for which this gives some: a fault in a script. */
  appended: (path: string) => string;
  readonly close: () => Promise<void>;
}

/**
 * Starts the host.
 * @param options.extension the folder of the extension, as it is packed
 * @param options.files the files of the open folder, by their paths in it
 */
export async function startWebHost(options: {
  extension: string;
  files: Readonly<Record<string, string>>;
  settings?: Record<string, unknown>;
}): Promise<WebHost> {
  const { serverMain } = await installEditor();
  const vscode = resolve(dirname(serverMain), "..");
  const folders = [
    ["/vscode/", vscode],
    ["/extension/", options.extension],
  ] as const;
  const memoryFiles = await memoryFilesExtension();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
    requests.push(path);
    // The page, the frame of the host of extensions and the extensions are of different origins.
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Headers", "*");
    if (host.failing(path)) response.writeHead(500).end();
    else if (path === "/") {
      const extensions = ["/memory-files", "/extension"];
      answer(response, ".html", webPage({ vscode, port, extensions, settings: options.settings ?? {} }));
    } else if (path.startsWith("/memory-files/")) {
      const text = memoryFiles[path.slice("/memory-files/".length)];
      if (text === undefined) response.writeHead(404).end();
      else answer(response, extname(path), text);
    } else if (path === "/files.json") answer(response, ".json", JSON.stringify(options.files));
    else if (path === "/mint-key") answer(response, "", Buffer.alloc(32, 1));
    else {
      const file = fileOf(path, folders);
      if (file === null) response.writeHead(404).end();
      else if (path === WORKBENCH) answer(response, ".js", withoutRemote(readFileSync(file, "utf8")));
      else {
        response.setHeader("Content-Type", typeOf(file));
        const more = host.appended(path);
        if (more === "") createReadStream(file).pipe(response);
        else response.end(readFileSync(file, "utf8") + more);
      }
    }
  });
  await new Promise<void>((listening, failed) =>
    server.once("error", failed).listen(0, "127.0.0.1", listening),
  );
  const { port } = server.address() as AddressInfo;
  const host: WebHost = {
    // Browsers take other origins below `localhost` for this machine, but none below an IP address.
    url: `http://localhost:${port}/`,
    requests,
    failing: () => false,
    appended: () => "",
    close: () =>
      new Promise(closed => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
  return host;
}

/** The files of a folder as {@link startWebHost} wants them. */
export function filesBelow(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  );
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [relative(folder, file).replaceAll(sep, "/"), readFileSync(file, "utf8")];
    }),
  );
}

/** The extension for files in memory: its files, by their names. */
async function memoryFilesExtension(): Promise<Readonly<Record<string, string>>> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, "memoryFiles.ts")],
    bundle: true,
    write: false,
    format: "cjs",
    external: ["vscode"],
  });
  const manifest = {
    name: "memory-files",
    publisher: "dockerfile-stages-tests",
    version: "1.0.0",
    engines: { vscode: "^1.91.0" },
    browser: "./main.js",
    activationEvents: [`onFileSystem:${FOLDER.scheme}`, `onSearch:${FOLDER.scheme}`],
    enabledApiProposals: ["fileSearchProvider"],
  };
  return {
    "package.json": JSON.stringify(manifest),
    "package.nls.json": "{}",
    "main.js": outputFiles[0]?.text ?? "",
  };
}

function fileOf(path: string, folders: readonly (readonly [string, string])[]): string | null {
  const place = folders.find(([prefix]) => path.startsWith(prefix));
  if (!place) return null;
  const [prefix, folder] = place;
  const file = resolve(folder, path.slice(prefix.length));
  const isBelow = file.startsWith(resolve(folder) + sep);
  return isBelow && statSync(file, { throwIfNoEntry: false })?.isFile() === true ? file : null;
}

function typeOf(file: string): string {
  return TYPES[extname(file)] ?? "application/octet-stream";
}

function answer(response: ServerResponse, extension: string, body: string | Buffer): void {
  response.setHeader("Content-Type", TYPES[extension] ?? "application/octet-stream");
  response.end(body);
}
