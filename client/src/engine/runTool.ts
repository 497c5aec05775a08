/** Runs a command of an engine to its end and reads what it prints: questions, and commands that take no more than seconds. */
import * as l10n from "@vscode/l10n";
import { spawn } from "node:child_process";
import { homedir } from "node:os";
import type { EngineCommand } from "./engine";

export interface ToolEnd {
  /** 0 where all went well; null where the program could not be started, was cancelled or did not answer in time. */
  status: number | null;
  out: string;
  /** The engine's words, or why there are none. */
  err: string;
  /** The system's own word where the program could not be started. */
  notStarted?: string;
}

export interface ToolOptions {
  /** Ends the program. */
  signal?: AbortSignal | undefined;
  /** In milliseconds: a program that takes longer is ended. */
  patience?: number;
  /** What the program reads. */
  input?: string;
  /** Takes what it prints, in place of `out`; the program waits for it. */
  take?: (output: NodeJS.ReadableStream) => Promise<unknown>;
}

/** For a short question. An engine that must wake up first takes some seconds. */
export const PATIENCE_MS = 15_000;
/** More than a list of images takes; a program that prints more is none of ours. */
const MOST_CHARACTERS = 16_000_000;

/** Never throws: how it went is in the answer. */
export async function runTool(command: EngineCommand, options: ToolOptions = {}): Promise<ToolEnd> {
  const { signal, patience } = options;
  const tooLate = patience === undefined ? undefined : AbortSignal.timeout(patience);
  const stops = [signal, tooLate].filter(stop => stop !== undefined);
  const stopped = () =>
    signal?.aborted
      ? l10n.t("cancelled")
      : tooLate?.aborted
        ? l10n.t("it did not answer in time")
        : undefined;
  const before = stopped();
  if (before !== undefined) return { status: null, out: "", err: before };
  try {
    return await run(command, options, AbortSignal.any(stops), stopped);
  } catch (error) {
    // What cannot be an argument: a NUL, too long a text.
    return unstarted(error instanceof Error ? error.message : String(error));
  }
}

async function run(
  command: EngineCommand,
  { input, take }: ToolOptions,
  signal: AbortSignal,
  stopped: () => string | undefined,
): Promise<ToolEnd> {
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
      end.err = stopped() ?? error.message;
      if (child.pid !== undefined) return;
      Object.assign(end, unstarted(error.message));
      resolve(null);
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
  return { ...end, status: stopped() === undefined ? status : null };
}

function unstarted(reason: string): ToolEnd {
  return { status: null, out: "", err: reason, notStarted: reason };
}

/** The last line that an engine has said, without its own "Error:" in front. */
export function lastWords({ err, out }: ToolEnd): string {
  const lines = (err.trim() || out.trim()).split("\n").filter(line => !/^Run 'docker|^\s*$/.test(line));
  return (lines.at(-1) ?? l10n.t("it said nothing")).replace(
    /^(?:docker: )?(?:Error(?: response from daemon)?: )+/,
    "",
  );
}
