/**
 * Messages of the Debug Adapter Protocol between an editor and the adapter of the engine. They pass as they are, but for what the
 * adapter prints, which is made clean text, and for the end: why a build failed comes on the adapter's other output, after it has
 * said that it is over, so its end is told when all of that has been.
 */
import { StreamMessageReader, StreamMessageWriter, type Message } from "vscode-jsonrpc/node";
import type { EngineCommand } from "../../engine/engine";
import { fieldsOf, listOf } from "../../engine/fields";
import { startProgram } from "../../engine/startProgram";
import { createSanitizer } from "../../engine/terminalText";

/** As the protocol has it: a request, a response or an event. */
export interface DebugMessage {
  type: string;
  seq: number;
  /** Of a request and of a response to it. */
  command?: string;
  /** Of a request. */
  arguments?: unknown;
  /** Of an event. */
  event?: string;
  body?: unknown;
  /** Of a response: the request, whether it was done, and why not. */
  request_seq?: number;
  success?: boolean;
  message?: string;
}

export interface DebugRelay {
  /** To the adapter. A request that it cannot answer any more is answered in its place. */
  send(message: DebugMessage): void;
  /** Ends the adapter with all its children; nothing is received from then on. */
  stop(): void;
}

/** How long the adapter may take to end once it was asked to, in milliseconds. */
const GRACE_MS = 5_000;
const ENDS = new Set(["terminated", "exited"]);

/** A line, from 1, to the one at which the build stops for a breakpoint there. */
export type StopLine = (line: number) => number;

/**
 * Starts the adapter. `receive` gets what it sends. The command alone says what is built: of the arguments with which an editor launches
 * it, which would go before those of the command, the adapter gets `stopOnEntry`. Breakpoints are set at their `stopLine`, and that is where
 * the build is said to stop: of an instruction of several lines the adapter names the last one. `notes` are printed before all else.
 */
export function startRelay(
  command: EngineCommand,
  stopLine: StopLine,
  notes: readonly string[],
  receive: (message: DebugMessage) => void,
): DebugRelay {
  const open = new Map<number, string>();
  let isOver = false;
  let isStopped = false;
  /** What came before the first answer: an editor takes events from that on. */
  let held: DebugMessage[] | null = [];

  function tell(message: DebugMessage): void {
    if (isStopped) return;
    if (held !== null && message.type !== "response") {
      held.push(message);
      return;
    }
    receive(message);
    release();
  }

  function release(): void {
    const waiting = held ?? [];
    const isFirst = held !== null;
    held = null;
    if (isFirst) for (const note of notes) print("important", `${note}\n`);
    for (const message of waiting) tell(message);
  }

  function print(category: "stdout" | "stderr" | "important", output: string): void {
    if (output !== "") tell({ seq: 0, type: "event", event: "output", body: { category, output } });
  }

  function end(status: number | null, reason: string): void {
    isOver = true;
    for (const [seq, name] of open) answer(seq, name, reason);
    open.clear();
    release();
    tell({ seq: 0, type: "event", event: "terminated", body: {} });
    tell({ seq: 0, type: "event", event: "exited", body: { exitCode: status ?? 1 } });
  }

  /** In place of the adapter, which has ended: with an error, unless the end is what was asked for. */
  function answer(seq: number, command: string, message: string): void {
    const success = command === "disconnect";
    tell({ ...{ seq: 0, type: "response", request_seq: seq, command, success }, message });
  }

  const program = startProgram(command, { graceMs: GRACE_MS, keepsInput: true });
  if ("notStarted" in program) {
    return {
      send({ type, seq, command: name = "" }) {
        if (type === "request") answer(seq, name, program.notStarted);
      },
      stop: () => (isStopped = true),
    };
  }
  const clean = { stdout: createSanitizer(), stderr: createSanitizer() };
  const writer = new StreamMessageWriter(program.stdin);
  const reader = new StreamMessageReader(program.stdout);
  reader.onError(() => undefined); // What is no message is not for the editor.
  reader.partialMessageTimeout = 0; // Its timer would go on for ever after an adapter that ends within a message.
  reader.listen(received => {
    const message = received as unknown as DebugMessage;
    if (message.type === "response" && message.request_seq !== undefined) open.delete(message.request_seq);
    if (message.type === "event" && ENDS.has(message.event ?? "")) return;
    if (message.event === "output") {
      const { output } = fieldsOf(message.body);
      print("stdout", typeof output === "string" ? clean.stdout(output) : "");
    } else tell(message.command === "stackTrace" ? withFirstLines(message, stopLine) : message);
  });
  let said = "";
  program.stderr.setEncoding("utf8").on("data", (text: string) => {
    const shown = clean.stderr(text);
    said = `${said}${shown}`.slice(-MOST_SAID);
    print("stderr", shown);
  });
  void program.ended.then(ended => {
    const status = "status" in ended ? ended.status : null;
    end(status, "notStarted" in ended ? ended.notStarted : reasonIn(said));
  });
  return {
    send(message) {
      const { type, seq, command: name = "" } = message;
      if (isOver) {
        if (type === "request") answer(seq, name, reasonIn(said));
        return;
      }
      if (type === "request") open.set(seq, name);
      // It has ended where that fails, which is told.
      writer.write(adapted(message, stopLine) as unknown as Message).catch(() => undefined);
    },
    stop() {
      isStopped = true;
      program.stop("cancelled");
    },
  };
}

/** Enough for the last lines of what the adapter says on its other output. */
const MOST_SAID = 10_000;

/** Why the adapter has ended, as far as it said: the first line of its error, which may be a usage text behind it. */
function reasonIn(said: string): string {
  const lines = said.split("\n").map(line => line.trim());
  return lines.find(line => line.startsWith("ERROR:")) ?? lines.find(line => line !== "") ?? "";
}

/** A message as the adapter gets it. */
function adapted(message: DebugMessage, stopLine: StopLine): DebugMessage {
  if (message.command === "launch")
    return { ...message, arguments: { stopOnEntry: fieldsOf(message.arguments).stopOnEntry === true } };
  if (message.command !== "setBreakpoints") return message;
  const given = fieldsOf(message.arguments);
  const breakpoints = listOf(given.breakpoints).map(each => {
    const { line } = fieldsOf(each);
    return { ...fieldsOf(each), ...(typeof line === "number" && { line: stopLine(line) }) };
  });
  return { ...message, arguments: { ...given, breakpoints } };
}

function withFirstLines(response: DebugMessage, stopLine: StopLine): DebugMessage {
  const body = fieldsOf(response.body);
  const stackFrames = listOf(body.stackFrames).map(each => {
    const { source, line, ...frame } = fieldsOf(each);
    if (source === undefined || typeof line !== "number") return each;
    const first = stopLine(line);
    return { ...frame, source, line: first, endLine: Math.max(first, line) };
  });
  return { ...response, body: { ...body, stackFrames } };
}
