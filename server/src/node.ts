/** Entry for Node: the IPC child of VS Code, or `--stdio` for every other editor. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { createConnection } from "vscode-languageserver/node";
import type { Host } from "./ignoreFiles";
import { startServer } from "./server";

// An edit of a large file makes a new text and new lists, and little else: the engine, which collects by how much work is
// done, would let many of them pile up. A server that runs beside an editor all day should be small.
setFlagsFromString("--optimize-for-size");

const USAGE = `Dockerfile Stages language server

Usage: dockerfile-stages-language-server --stdio
       (or --node-ipc, --socket=<port>, --pipe=<name>)
`;

/** The files of this machine. The pages lie where the package has them. */
const files: Host = {
  rulePages: pathToFileURL(join(__dirname, "..", "..", "docs", "rules")).href,
  canRead: uri => uri.startsWith("file:"),
  readText: async uri => {
    try {
      return await readFile(fileURLToPath(uri), "utf8");
    } catch {
      return null; // Most contexts have no such file.
    }
  },
};

const transports = ["--stdio", "--node-ipc", "--socket", "--pipe"];
const [first] = process.argv.slice(2);

if (first !== undefined && transports.some(option => first === option || first.startsWith(`${option}=`))) {
  startServer(createConnection(), files);
} else {
  process.stderr.write(USAGE);
  process.exitCode = first === "--help" ? 0 : 1;
}
