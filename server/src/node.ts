#!/usr/bin/env node
/** Entry for Node: the IPC child of VS Code, or `--stdio` for every other editor. */
import { keepCompiled } from "./node/compileCache";
import { keepHeapSmall } from "./node/heap";
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
  keepCompiled();
  keepHeapSmall();
  const [{ createConnection }, { serve }, { host }] = await Promise.all([
    import("./node/library"),
    import("./server"),
    import("./node/host"),
  ]);
  return { createConnection, serve, host };
}
