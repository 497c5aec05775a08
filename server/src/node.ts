#!/usr/bin/env node
/** Entry for Node: the IPC child of VS Code, or `--stdio` for every other editor. */
import { Console } from "node:console";
import { opendir, readFile, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { StreamMessageReader, createConnection } from "vscode-languageserver/node";
import type { Connection } from "vscode-languageserver/node";
import { MOST_ENTRIES } from "./workspace/contextFiles";
import type { Host } from "./workspace/ignoreFiles";
import { createMessageWriter } from "./transport/messageWriter";
import type { FolderEntry } from "./protocol";
import { startServer } from "./server";

// An edit of a large file makes a new text and new lists, and little else: the engine, which collects by how much work is
// done, would let many of them pile up. A server that runs beside an editor all day should be small.
setFlagsFromString("--optimize-for-size");

const USAGE = `Dockerfile Stages language server

Usage: dockerfile-stages-language-server --stdio
       (or --node-ipc, --socket=<port>, --pipe=<name>)
`;

const PACKAGE = join(__dirname, "..", "..");

/** The files of this machine. Pages and snippets lie where the package has them. */
const files: Host = {
  rulePages: pathToFileURL(join(PACKAGE, "docs", "rules")).href,
  snippets: pathToFileURL(join(PACKAGE, "snippets")).href,
  canRead: uri => uri.startsWith("file:"),
  readText: async uri => {
    try {
      return await readFile(fileURLToPath(uri), "utf8");
    } catch {
      return null; // Most contexts have no such file.
    }
  },
  list: async (folder, root) => {
    try {
      const path = await realpath(fileURLToPath(folder));
      const top = await realpath(fileURLToPath(root));
      if (path !== top && !path.startsWith(top.endsWith(sep) ? top : top + sep)) return null;
      const entries: FolderEntry[] = [];
      for await (const entry of await opendir(path))
        if (entries.push({ name: entry.name, isFolder: entry.isDirectory() }) >= MOST_ENTRIES) break;
      return entries;
    } catch {
      return null; // A source need not be there yet.
    }
  },
};

const transports = ["--stdio", "--node-ipc", "--socket", "--pipe"];
const [first] = process.argv.slice(2);

if (first !== undefined && transports.some(option => first === option || first.startsWith(`${option}=`))) {
  startServer(first === "--stdio" ? connectToStdio() : createConnection(), files);
} else {
  process.stderr.write(USAGE);
  process.exitCode = first === "--help" ? 0 : 1;
}

/** What `createConnection` makes of `--stdio`, but for how messages are written. */
function connectToStdio(): Connection {
  // What a library may print would break the stream.
  globalThis.console = new Console(process.stderr);
  let isShutDown = false;
  const connection = createConnection(
    new StreamMessageReader(process.stdin),
    createMessageWriter(process.stdout),
  );
  connection.onShutdown(() => {
    isShutDown = true;
  });
  process.stdin.once("close", () => process.exit(isShutDown ? 0 : 1));
  return connection;
}
