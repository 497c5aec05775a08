#!/usr/bin/env node
/** Entry for Node: the IPC child of VS Code, or `--stdio` for every other editor. */
import { setFlagsFromString } from "node:v8";
import { openTransport } from "./node/transport";
import type { Loaded } from "./serveClient";
import { startServer } from "./start";

const USAGE = `Dockerfile Stages language server

Usage: dockerfile-stages-language-server --stdio
       (or --node-ipc, --socket=<port>, --pipe=<name>)
`;

const end = (status: number) => process.exit(status);
const args = process.argv.slice(2);
const transport = openTransport(args);

if (transport) void startServer(transport, () => import("./serveClient"), load, end);
else {
  process.stderr.write(USAGE);
  process.exitCode = args[0] === "--help" ? 0 : 1;
}

async function load(): Promise<Loaded> {
  // An edit of a large file makes a new text and new lists, and little else: the engine, which collects by how much work
  // is done, would let many of them pile up. A server that runs beside an editor all day should be small. So the space
  // for what is new does not grow either: next to nothing of it is in use when it is collected, so more often is no slower.
  setFlagsFromString("--optimize-for-size");
  setFlagsFromString("--semi-space-growth-factor=1");
  const [{ createConnection }, { serve }, { host }] = await Promise.all([
    import("./node/library"),
    import("./server"),
    import("./node/host"),
  ]);
  return { createConnection, serve, host };
}
