/** Writes the messages of a connection to a stream. */
import { AbstractMessageWriter } from "vscode-jsonrpc";
import type { Message, MessageWriter } from "vscode-jsonrpc";
import { createMessageText } from "./messageText";

/** What is written to, such as a stream of Node's. */
export interface ByteStream {
  readonly write: (
    text: string,
    encoding: "latin1",
    onWritten: (error: Error | null | undefined) => void,
  ) => unknown;
  readonly end: () => unknown;
  readonly on: ((event: "error", listener: (error: Error) => void) => unknown) &
    ((event: "close", listener: () => void) => unknown);
}

/**
 * A writer as that of the library, but for two things: what an answer has in common with the one before is written as JSON
 * once, and a message goes out in one piece. The library's header and body are two writes, and each wakes the client.
 */
export function createMessageWriter(stream: ByteStream): MessageWriter {
  return new StreamWriter(stream);
}

class StreamWriter extends AbstractMessageWriter implements MessageWriter {
  private readonly textOf = createMessageText();
  private errors = 0;

  public constructor(private readonly stream: ByteStream) {
    super();
    stream.on("error", error => {
      this.fireError(error);
    });
    stream.on("close", () => {
      this.fireClose();
    });
  }

  public write(message: Message): Promise<void> {
    return new Promise((resolve, reject) => {
      const text = this.textOf(message);
      this.stream.write(`Content-Length: ${text.length}\r\n\r\n${text}`, "latin1", error => {
        if (!error) {
          this.errors = 0;
          resolve();
          return;
        }
        this.fireError(error, message, ++this.errors);
        reject(error);
      });
    });
  }

  public end(): void {
    this.stream.end();
  }
}
