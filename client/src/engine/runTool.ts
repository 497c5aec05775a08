/** Runs a command of an engine to its end and reads what it prints: questions, and work that somebody waits for. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import { seconds } from "./amounts";
import type { EngineCommand } from "./engine";
import { startProgram, type ProgramEnd } from "./startProgram";
import { plainText } from "./terminalText";

export interface ToolEnd {
  /** 0 where all went well; null where the program could not be started, was cancelled or did not answer in time. */
  status: number | null;
  out: string;
  /** The engine's words, or why there are none: a sentence that says what to do where it did not answer. */
  err: string;
  /** The system's own word where the program could not be started. */
  notStarted?: string;
  /** It did not answer in time. */
  timedOut?: true;
}

/**
 * What ends a program that hangs: it has printed nothing for so many milliseconds, or a person cancels it. An engine whose daemon
 * hangs never ends by itself, so every caller says which.
 */
export type TimeLimit =
  | { timeoutMs: number; signal?: AbortSignal | undefined }
  /** The signal is that of a button that a person sees. */
  | { timeoutMs: "untilCancelled"; signal: AbortSignal };

export type ToolOptions = TimeLimit & {
  /** What the program reads. */
  input?: string;
  /** Takes what it prints, in place of `out`; the program waits for it. */
  readOutput?: (output: NodeJS.ReadableStream) => Promise<unknown>;
};

/** For a short question. An engine that must wake up first takes some seconds. */
export const QUESTION_MS = 15_000;
/** For what an engine works at before it says anything: a container that is made, started or removed. */
export const WORK_MS = 60_000;
/** How long a program may take to end once it was asked to. */
const GRACE_MS = 2_000;
/** More than a list of images takes; a program that prints more is none of ours. */
export const MOST_CHARACTERS = 16_000_000;

/** Never throws: how it went is in the answer. */
export async function runTool(command: EngineCommand, options: ToolOptions): Promise<ToolEnd> {
  const { timeoutMs, signal, input, readOutput } = options;
  if (signal?.aborted) return stoppedEnd("", cancelled());
  const program = startProgram(command, {
    graceMs: GRACE_MS,
    timeoutMs: timeoutMs === "untilCancelled" ? undefined : timeoutMs,
    input,
  });
  if ("notStarted" in program) return unstarted(program.notStarted);
  const { stdout, stderr, ended, stop } = program;
  const cancel = () => {
    stop("cancelled");
  };
  signal?.addEventListener("abort", cancel);
  const read = { out: "", err: "" };
  stderr.setEncoding("utf8").on("data", (text: string) => {
    if (read.err.length < MOST_CHARACTERS) read.err += text;
  });
  let problem: string | undefined;
  const taken = readOutput?.(stdout).catch((error: unknown) => {
    problem = error instanceof Error ? error.message : String(error);
    // An engine whose output has ended says itself what went wrong.
    if (!stdout.readableEnded) cancel();
  });
  if (readOutput === undefined) {
    stdout.setEncoding("utf8").on("data", (text: string) => {
      if (read.out.length < MOST_CHARACTERS) read.out += text;
    });
  }
  const end = await ended;
  signal?.removeEventListener("abort", cancel);
  // Whoever takes the output of a program that was stopped may never come to its end.
  if (!("stopped" in end)) await taken;
  if (signal?.aborted) return stoppedEnd(read.out, cancelled());
  if ("stopped" in end && end.stopped === "timeout" && timeoutMs !== "untilCancelled")
    return { ...stoppedEnd(read.out, noAnswer(command, timeoutMs)), timedOut: true };
  return toolEnd(end, read, problem);
}

function toolEnd(
  end: ProgramEnd,
  { out, err }: { out: string; err: string },
  problem: string | undefined,
): ToolEnd {
  if ("notStarted" in end) return unstarted(end.notStarted);
  if ("stopped" in end) return stoppedEnd(out, problem ?? cancelled());
  const words = plainText(err);
  // An engine that failed says why, better than the one who got only a part of what it was to print.
  const hasSpoken = end.status !== 0 && words.trim() !== "";
  if (problem !== undefined && !hasSpoken) return stoppedEnd(out, problem);
  return { status: end.status, out, err: words };
}

function stoppedEnd(out: string, err: string): ToolEnd {
  return { status: null, out, err };
}

function unstarted(reason: string): ToolEnd {
  return { status: null, out: "", err: reason, notStarted: reason };
}

function cancelled(): string {
  return l10n.t("cancelled");
}

function noAnswer({ file }: EngineCommand, timeoutMs: number): string {
  const program = path.basename(file).replace(/\.exe$/i, "");
  return l10n.t(
    '"{0}" did not respond within {1}. Run "{2}" in a terminal to check whether the engine responds. If it does not, restart the engine, then try again.',
    program,
    seconds(timeoutMs),
    `${program} info`,
  );
}

/** The last line that an engine has said, without its own "Error:" in front. */
export function lastWords({ err, out }: ToolEnd): string {
  const said = err.trim() || plainText(out).trim();
  const lines = said.split("\n").filter(line => !/^Run 'docker|^\s*$/.test(line));
  return (lines.at(-1) ?? l10n.t("no error message")).replace(
    /^(?:docker: )?(?:Error(?: response from daemon)?: )+/,
    "",
  );
}
