/** How a client and the server reach each other, as it says on the command line. No library is loaded for it. */
import { Console } from "node:console";
import { createConnection } from "node:net";
import type { Readable, Writable } from "node:stream";
import type { Transport } from "../start";
import { firstLength, firstMessage } from "../transport/firstMessage";
import { createMessageText } from "../transport/messageText";

/** The transport of `--stdio`, `--node-ipc`, `--socket=<port>` or `--pipe=<name>`; null where the first argument is none of them. */
export function openTransport([first = "", second]: readonly string[]): Transport | null {
  const [option, value = second] = first.split(/=(.*)/s);
  if (option === "--stdio") return stdio();
  if (option === "--node-ipc" && process.connected) return ipc();
  if (option === "--socket" && value && Number.isInteger(Number(value)))
    return socket({ port: Number(value), host: "127.0.0.1" });
  if (option === "--pipe" && value) return socket({ path: value });
  return null;
}

function stdio(): Transport {
  // What a library may print would break the stream.
  globalThis.console = new Console(process.stderr);
  return streams(process.stdin, process.stdout);
}

function socket(place: { port: number; host: string } | { path: string }): Transport {
  const connected = createConnection(place);
  return streams(connected, connected);
}

function streams(input: Readable, output: Writable): Transport {
  // What goes wrong closes the stream; a program that writes to one which is closed already is told by this, too.
  for (const stream of new Set([input, output])) stream.on("error", () => undefined);
  return {
    first: readFirst(input),
    send: message => {
      const text = createMessageText()(message);
      output.write(`Content-Length: ${text.length}\r\n\r\n${text}`, "latin1");
    },
    onClose: listener => input.once("close", listener),
    open: async () => (await import("./ends")).streamEnds(input, output),
  };
}

/** Reads the first message, and puts all that has been read back into the stream. */
function readFirst(input: Readable): Promise<unknown> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let size = 0;
    let length: number | null = null;
    const read = () => {
      for (let chunk = take(input); chunk; chunk = take(input)) size += chunks.push(chunk) && chunk.length;
      length ??= firstLength(Buffer.concat(chunks));
      if (length === null || size < length) return;
      input.off("readable", read);
      const bytes = Buffer.concat(chunks);
      input.unshift(bytes);
      resolve(Number.isNaN(length) ? null : firstMessage(bytes.toString("utf8", 0, length)));
    };
    input.on("readable", read);
  });
}

function take(input: Readable): Buffer | null {
  return input.read() as Buffer | null;
}

function ipc(): Transport {
  const waiting: unknown[] = [];
  const keep = (message: unknown) => waiting.push(message);
  process.on("message", keep);
  return {
    first: new Promise(resolve => process.once("message", resolve)),
    send: message => process.send?.(message),
    onClose: listener => process.once("disconnect", listener),
    open: async () =>
      (await import("./ends")).ipcEnds(() => {
        process.off("message", keep);
        return waiting;
      }),
  };
}
