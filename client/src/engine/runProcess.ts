/** Runs a build: hands on what the engine prints, and ends it with all its children. */
import { StringDecoder } from "node:string_decoder";
import type { EngineCommand } from "./engine";
import { startProgram } from "./startProgram";

export type ProcessEnd = { status: number } | { notStarted: string };

export interface RunningProcess {
  ended: Promise<ProcessEnd>;
  /** Asks the engine to stop; ends it by force at the second call, or when it does not stop. */
  cancel(): void;
}

const INTERRUPTED = 130;

/**
 * Starts the command. `onOutput` gets whole characters, in pieces as they come. A build has no time limit, so whoever starts one shows
 * a way to cancel it. A cancelled engine has `graceMs` milliseconds to end by itself.
 */
export function runProcess(
  command: EngineCommand,
  onOutput: (stream: "out" | "err", text: string) => void,
  graceMs = 5_000,
): RunningProcess {
  const program = startProgram(command, { graceMs });
  if ("notStarted" in program) return { ended: Promise.resolve(program), cancel: () => undefined };
  forward(program.stdout, text => {
    onOutput("out", text);
  });
  forward(program.stderr, text => {
    onOutput("err", text);
  });
  return {
    ended: program.ended.then((end): ProcessEnd => {
      if ("notStarted" in end) return end;
      return { status: "stopped" in end ? INTERRUPTED : (end.status ?? INTERRUPTED) };
    }),
    cancel() {
      program.stop("cancelled");
    },
  };
}

function forward(stream: NodeJS.ReadableStream, onText: (text: string) => void): void {
  const decoder = new StringDecoder("utf8");
  stream.on("data", (chunk: Buffer) => {
    onText(decoder.write(chunk));
  });
  stream.on("end", () => {
    onText(decoder.end());
  });
}
