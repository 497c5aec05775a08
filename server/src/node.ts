/** Entry for Node: the IPC child of VS Code, or `--stdio` for every other editor. */
import { createConnection } from "vscode-languageserver/node";
import { startServer } from "./server";

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
