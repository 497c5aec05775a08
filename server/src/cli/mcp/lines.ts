/** Messages of JSON-RPC, each on a line of its own, as the Model Context Protocol has them over standard input and output. */
import { StringDecoder } from "node:string_decoder";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
} from "vscode-jsonrpc/node";

/** A longer line is nothing that a client of ours sends. */
const LONGEST_LINE = 4 * 1024 * 1024;

/** Hears that something came that is no message: what to answer it with. */
export type OnFault = (code: number, message: string) => void;

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;

export class LineReader extends AbstractMessageReader implements MessageReader {
  private rest = "";
  private isTooLong = false;

  constructor(
    private readonly input: NodeJS.ReadableStream,
    private readonly onFault: OnFault,
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
        this.onFault(INVALID_REQUEST, `A message is longer than ${LONGEST_LINE} characters.`);
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
      this.onFault(PARSE_ERROR, "A line is not valid JSON.");
      return;
    }
    if (isMessage(value)) callback(value);
    else this.onFault(INVALID_REQUEST, "A line is not a message of JSON-RPC 2.0.");
  }
}

export class LineWriter extends AbstractMessageWriter implements MessageWriter {
  constructor(
    private readonly output: NodeJS.WritableStream,
    private readonly onWritten: (message: Message) => void,
  ) {
    super();
    output.on("error", error => {
      this.fireError(error);
    });
  }

  write(message: Message): Promise<void> {
    this.output.write(`${JSON.stringify(message)}\n`);
    this.onWritten(message);
    return Promise.resolve();
  }

  end(): void {
    // Standard output ends with the process.
  }
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { jsonrpc, method, id, params } = value as Record<string, unknown>;
  if (jsonrpc !== "2.0") return false;
  if (method !== undefined && typeof method !== "string") return false;
  if (id !== undefined && typeof id !== "string" && typeof id !== "number") return false;
  return params === undefined || (typeof params === "object" && params !== null);
}
