/** The ends of a transport for the library, as a chunk of its own: it is loaded once `initialize` is answered. */
import type { Readable, Writable } from "node:stream";
import { IPCMessageReader, IPCMessageWriter, StreamMessageReader } from "vscode-jsonrpc/node";
import type { Message } from "vscode-jsonrpc";
import type { Ends } from "../start";
import { createMessageWriter } from "../transport/messageWriter";

export function streamEnds(input: Readable, output: Writable): Ends {
  return [new StreamMessageReader(input), createMessageWriter(output)];
}

/** `takeOver` answers the messages that have come already, and hands on no more. */
export function ipcEnds(takeOver: () => readonly unknown[]): Ends {
  // The library listens for another event, which a child process never has.
  process.once("disconnect", () => process.emit("close" as never));
  return [new ReplayingReader(takeOver), new IPCMessageWriter(process)];
}

/** Reads what has come before it, too. */
class ReplayingReader extends IPCMessageReader {
  public constructor(private readonly takeOver: () => readonly unknown[]) {
    super(process);
  }

  public override listen(
    callback: Parameters<IPCMessageReader["listen"]>[0],
  ): ReturnType<IPCMessageReader["listen"]> {
    const waiting = this.takeOver();
    const listening = super.listen(callback);
    for (const message of waiting) callback(message as Message);
    return listening;
  }
}
