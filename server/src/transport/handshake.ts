/**
 * Answers `initialize` from the transport itself, so that the library that serves everything else can be loaded behind the
 * answer: an editor waits for nothing but this when it starts.
 */
import { Emitter, Message } from "vscode-jsonrpc";
import type {
  DataCallback,
  MessageReader,
  MessageWriter,
  RequestMessage,
  ResponseMessage,
} from "vscode-jsonrpc";
import type { InitializeParams, InitializeResult } from "vscode-languageserver-protocol";

/** The transport for the library: it reads every message from the first on, and does not answer `initialize` again. */
export interface Handshake {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  /** What the client said of itself; null where its first message was another one, which the library answers. */
  readonly params: InitializeParams | null;
}

/** Reads the first message of a client and answers it, if it is `initialize`, with what `answer` gives. */
export function shakeHands(
  reader: MessageReader,
  writer: MessageWriter,
  answer: (params: InitializeParams) => InitializeResult,
): Promise<Handshake> {
  return new Promise(resolve => {
    const waiting: Message[] = [];
    let forward: DataCallback | null = null;
    let isFirst = true;
    let isClosed = false;
    const closed = new Emitter<void>();
    reader.onClose(() => {
      isClosed = true;
      closed.fire();
    });
    reader.listen(message => {
      if (forward) forward(message);
      else waiting.push(message);
      if (!isFirst) return;
      isFirst = false;
      const params = initializeParams(message);
      if (params) void writer.write(responseTo(message as RequestMessage, answer(params)));
      const answered = params ? (message as RequestMessage).id : null;
      resolve({ reader: replaying, writer: answered === null ? writer : without(writer, answered), params });
    });
    const replaying: MessageReader = {
      onError: reader.onError,
      onPartialMessage: reader.onPartialMessage,
      onClose: closed.event,
      listen: callback => {
        for (const message of waiting.splice(0)) callback(message);
        forward = callback;
        if (isClosed) closed.fire();
        return { dispose: () => (forward = null) };
      },
      dispose: () => {
        reader.dispose();
      },
    };
  });
}

function initializeParams(message: Message): InitializeParams | null {
  if (!Message.isRequest(message) || message.method !== "initialize") return null;
  const { params } = message;
  return typeof params === "object" ? (params as unknown as InitializeParams) : null;
}

function responseTo({ id }: RequestMessage, result: InitializeResult): ResponseMessage {
  return { jsonrpc: "2.0", id, result: { ...result } };
}

/** A writer that leaves out the first response to a request: it has been written. */
function without(writer: MessageWriter, id: number | string | null): MessageWriter {
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
