/** Entry for Node: the IPC child of VS Code, or `--stdio` for every other editor. */
import { setFlagsFromString } from "node:v8";
import { createConnection } from "vscode-languageserver/node";
import { startServer } from "./server";

// An edit of a large file makes a new text and new lists, and little else: the engine, which collects by how much work is
// done, would let many of them pile up. A server that runs beside an editor all day should be small.
setFlagsFromString("--optimize-for-size");

const USAGE = `Dockerfile Stages language server

Usage: dockerfile-stages-language-server --stdio
       (or --node-ipc, --socket=<port>, --pipe=<name>)
`;

const transports = ["--stdio", "--node-ipc", "--socket", "--pipe"];
const [first] = process.argv.slice(2);

if (first !== undefined && transports.some(option => first === option || first.startsWith(`${option}=`))) {
  startServer(createConnection());
} else {
  process.stderr.write(USAGE);
  process.exitCode = first === "--help" ? 0 : 1;
}
