/** The writer for the library of a client whose `initialize` has been answered before the library was loaded. */
import { Message } from "vscode-jsonrpc";
import type { MessageWriter } from "vscode-jsonrpc";

/** A writer that leaves out the first response to a request: it has been written. */
export function withoutResponse(writer: MessageWriter, id: number | string): MessageWriter {
  let isLeftOut = false;
  return {
    onError: writer.onError,
    onClose: writer.onClose,
    write: message => {
      if (isLeftOut || !Message.isResponse(message) || message.id !== id) return writer.write(message);
      isLeftOut = true;
      return Promise.resolve();
    },
    end: () => {
      writer.end();
    },
    dispose: () => {
      writer.dispose();
    },
  };
}
