/** How a client and the server reach each other, as it says on the command line. */
import { Console } from "node:console";
import {
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  createServerPipeTransport,
  createServerSocketTransport,
} from "vscode-jsonrpc/node";
import type { MessageReader, MessageWriter } from "vscode-jsonrpc/node";
import { createMessageWriter } from "../transport/messageWriter";

export type Transport = readonly [MessageReader, MessageWriter];

/** The transport of `--stdio`, `--node-ipc`, `--socket=<port>` or `--pipe=<name>`; null where the first argument is none of them. */
export function openTransport([first = "", second]: readonly string[]): Transport | null {
  const [option, value = second] = first.split(/=(.*)/s);
  if (option === "--stdio") return stdio();
  if (option === "--node-ipc" && process.connected) return ipc();
  if (option === "--socket" && Number.isInteger(Number(value)))
    return createServerSocketTransport(Number(value));
  if (option === "--pipe" && value) return createServerPipeTransport(value);
  return null;
}

function ipc(): Transport {
  const reader = new IPCMessageReader(process);
  // The library listens for another event, which a child process never has.
  process.once("disconnect", () => process.emit("close" as never));
  return [reader, new IPCMessageWriter(process)];
}

function stdio(): Transport {
  // What a library may print would break the stream.
  globalThis.console = new Console(process.stderr);
  return [new StreamMessageReader(process.stdin), createMessageWriter(process.stdout)];
}
