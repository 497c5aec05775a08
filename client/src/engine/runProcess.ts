/** Runs an engine by its argument vector, hands on what it prints, and ends it with all its children. */
import { spawn, type ChildProcess } from "node:child_process";
import { homedir } from "node:os";
import { StringDecoder } from "node:string_decoder";
import type { EngineCommand } from "./engine";

export type ProcessEnd = { status: number } | { notStarted: string };

export interface RunningProcess {
  ended: Promise<ProcessEnd>;
  /** Asks the engine to stop; ends it by force at the second call, or when it does not stop. */
  cancel(): void;
}

const INTERRUPTED = 130;

/**
 * Starts the command. `take` gets whole characters, in pieces as they come. A cancelled engine has `patience` milliseconds
 * to end by itself.
 */
export function runProcess(
  { file, args, env }: EngineCommand,
  take: (stream: "out" | "err", text: string) => void,
  patience = 5_000,
): RunningProcess {
  const isWindows = process.platform === "win32";
  const child = start({ file, args, env });
  if (child instanceof Error)
    return { ended: Promise.resolve({ notStarted: child.message }), cancel: () => undefined };
  forward(child.stdout, text => {
    take("out", text);
  });
  forward(child.stderr, text => {
    take("err", text);
  });

  let cancelled = 0;
  let timer: NodeJS.Timeout | undefined;
  const end = (force: boolean) => {
    if (child.pid === undefined) return;
    if (isWindows) endTreeOnWindows(child.pid);
    else signalGroup(child.pid, force ? "SIGKILL" : "SIGINT");
  };
  return {
    ended: new Promise(resolve => {
      child.once("error", error => {
        if (child.pid === undefined) resolve({ notStarted: error.message });
      });
      child.once("close", (code, signal) => {
        clearTimeout(timer);
        resolve({ status: cancelled > 0 ? INTERRUPTED : (code ?? (signal === null ? 1 : INTERRUPTED)) });
      });
    }),
    cancel() {
      if (hasEnded(child)) return;
      end(cancelled++ > 0);
      timer ??= setTimeout(() => {
        end(true);
      }, patience);
    },
  };
}

/** What cannot be an argument (a NUL, too long a text) is thrown; what cannot be found is told later, by an event. */
function start({ file, args, env }: EngineCommand): ReturnType<typeof spawnReading> | Error {
  try {
    return spawnReading({ file, args, env });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function spawnReading({ file, args, env }: EngineCommand) {
  return spawn(file, args, {
    // Every path in the arguments is absolute. In the folder of the project, Windows would prefer a program that lies there.
    cwd: homedir(),
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    // A group of its own, so that a signal reaches the programs that the engine starts in turn.
    detached: process.platform !== "win32",
  });
}

function forward(stream: NodeJS.ReadableStream, take: (text: string) => void): void {
  const decoder = new StringDecoder("utf8");
  stream.on("data", (chunk: Buffer) => {
    take(decoder.write(chunk));
  });
  stream.on("end", () => {
    take(decoder.end());
  });
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The last of the group ended a moment before.
  }
}

function endTreeOnWindows(pid: number): void {
  spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true }).on(
    "error",
    () => undefined,
  );
}
