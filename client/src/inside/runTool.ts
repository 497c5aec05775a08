/** Runs a command of an engine to its end and reads what it prints, as bytes. */
import { spawn } from "node:child_process";
import { homedir } from "node:os";
import type { EngineCommand } from "../engine/engine";

export interface ToolEnd {
  /** 0 where all went well; null where the program could not be started, or was cancelled. */
  status: number | null;
  out: string;
  /** The engine's words, or the system's own where the program could not be started. */
  err: string;
}

export interface ToolOptions {
  /** Ends the program. */
  signal?: AbortSignal | undefined;
  /** What the program reads. */
  input?: string;
  /** Takes what it prints, in place of `out`; the program waits for it. */
  take?: (output: NodeJS.ReadableStream) => Promise<unknown>;
}

/** More than a list of images takes; a program that prints more is none of ours. */
const MOST_CHARACTERS = 16_000_000;

/** Never throws: how it went is in the answer. */
export async function runTool(command: EngineCommand, options: ToolOptions = {}): Promise<ToolEnd> {
  const { signal, input, take } = options;
  if (signal?.aborted) return { status: null, out: "", err: "cancelled" };
  const child = spawn(command.file, command.args, {
    // Not in the folder of the project: on Windows a program there would be taken before the one on PATH.
    cwd: homedir(),
    env: { ...process.env, ...command.env },
    windowsHide: true,
    signal,
  });
  const end: ToolEnd = { status: null, out: "", err: "" };
  const ended = new Promise<number | null>(resolve => {
    child.once("error", error => {
      end.err = signal?.aborted ? "cancelled" : error.message;
      if (child.pid === undefined) resolve(null);
    });
    child.once("close", resolve);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    if (end.err.length < MOST_CHARACTERS) end.err += text;
  });
  child.stdin.on("error", () => undefined); // It may end before it has read everything: its status says how it went.
  child.stdin.end(input ?? "");
  const taken = take?.(child.stdout).catch((error: unknown) => {
    child.kill("SIGKILL");
    return error instanceof Error ? error.message : String(error);
  });
  if (take === undefined) {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (end.out.length < MOST_CHARACTERS) end.out += text;
    });
  }
  const [status, problem] = await Promise.all([ended, taken]);
  // An engine that failed says why, better than the one who got only a part of what it was to print.
  const hasSpoken = status !== null && status !== 0 && end.err.trim() !== "";
  if (typeof problem === "string" && !hasSpoken) return { ...end, status: null, err: problem };
  return { ...end, status: signal?.aborted ? null : status };
}

/** The last line that an engine has said, without its own "Error:" in front. */
export function lastWords({ err, out }: ToolEnd): string {
  const lines = (err.trim() || out.trim()).split("\n").filter(line => !/^Run 'docker|^\s*$/.test(line));
  return (lines.at(-1) ?? "it said nothing").replace(
    /^(?:docker: )?(?:Error(?: response from daemon)?: )+/,
    "",
  );
}
