/** Messages of JSON-RPC, each on a line of its own, as the Model Context Protocol has them over standard input and output. */
import { StringDecoder } from "node:string_decoder";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  Message,
  type MessageReader,
  type MessageWriter,
} from "vscode-jsonrpc/node";
import type { Batches } from "./batches";

/** A longer line is nothing that a client of ours sends. */
const LONGEST_LINE = 4 * 1024 * 1024;

/** Writes what is no answer to a request: that something came that is no message, or such answers of a whole batch. */
export type WriteFault = (fault: object | readonly object[]) => void;

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;

export class LineReader extends AbstractMessageReader implements MessageReader {
  private rest = "";
  private isTooLong = false;

  constructor(
    private readonly input: NodeJS.ReadableStream,
    private readonly writeFault: WriteFault,
    private readonly batches: Pick<Batches, "begin">,
  ) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    const decoder = new StringDecoder("utf8");
    this.input.on("data", (chunk: Buffer) => {
      this.take(decoder.write(chunk), callback);
    });
    this.input.on("end", () => {
      this.fireClose();
    });
    this.input.on("error", error => {
      this.fireError(error);
    });
    return { dispose: () => this.input.removeAllListeners() };
  }

  private take(text: string, callback: DataCallback): void {
    const lines = text.split("\n");
    const last = lines.pop() ?? "";
    for (const line of lines) {
      if (this.isTooLong)
        this.writeFault(faultOf(INVALID_REQUEST, `A message is longer than ${LONGEST_LINE} characters.`));
      else this.message(this.rest + line, callback);
      this.rest = "";
      this.isTooLong = false;
    }
    this.rest += last;
    if (this.rest.length > LONGEST_LINE) this.isTooLong = true;
    if (this.isTooLong) this.rest = "";
  }

  private message(line: string, callback: DataCallback): void {
    if (line.trim() === "") return;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      this.writeFault(faultOf(PARSE_ERROR, "A line is not valid JSON."));
      return;
    }
    if (Array.isArray(value) && value.length > 0) this.batch(value, callback);
    else if (isMessage(value)) callback(value);
    else this.writeFault(noMessage());
  }

  private batch(values: readonly unknown[], callback: DataCallback): void {
    const messages = values.filter(isMessage);
    const ids = messages.flatMap(message =>
      Message.isRequest(message) && message.id !== null ? [message.id] : [],
    );
    const faults = Array.from({ length: values.length - messages.length }, noMessage);
    const now = this.batches.begin(ids, faults);
    if (now !== undefined) this.writeFault(now);
    for (const message of messages) callback(message);
  }
}

export class LineWriter extends AbstractMessageWriter implements MessageWriter {
  constructor(
    private readonly output: NodeJS.WritableStream,
    private readonly onWritten: (message: Message) => void,
    private readonly batches: Pick<Batches, "take">,
  ) {
    super();
    output.on("error", error => {
      this.fireError(error);
    });
  }

  write(message: Message): Promise<void> {
    const line = this.batches.take(message);
    if (line !== undefined) this.output.write(`${JSON.stringify(line)}\n`);
    this.onWritten(message);
    return Promise.resolve();
  }

  end(): void {
    // Standard output ends with the process.
  }
}

/** An answer to something of which nobody can say which request it was. */
function faultOf(code: number, message: string): object {
  return { jsonrpc: "2.0", id: null, error: { code, message } };
}

function noMessage(): object {
  return faultOf(INVALID_REQUEST, "A line is not a message of JSON-RPC 2.0.");
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { jsonrpc, method, id, params } = value as Record<string, unknown>;
  if (jsonrpc !== "2.0") return false;
  if (method !== undefined && typeof method !== "string") return false;
  if (id !== undefined && typeof id !== "string" && typeof id !== "number") return false;
  return params === undefined || (typeof params === "object" && params !== null);
}
