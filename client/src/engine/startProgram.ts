/**
 * The one place where a program is started: by an argument vector and an absolute path, in a folder that no project owns. It is ended
 * with all its children, and whoever waits for it hears of its end even where the system cannot end it.
 */
import * as l10n from "@vscode/l10n";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { homedir } from "node:os";
import type { Readable, Writable } from "node:stream";
import type { EngineCommand } from "./engine";
import { findProgram, scriptInstead, windowsProgram } from "./findProgram";

/** `timeout`: it has printed nothing for too long. */
export type StopReason = "cancelled" | "timeout";

export type ProgramEnd =
  /** Its exit code; null where a signal has ended it. */
  { status: number | null } | { notStarted: string } | { stopped: StopReason };

export interface RunningProgram {
  /** Open where the program was started to be written to (`keepsInput`). */
  stdin: Writable;
  stdout: Readable;
  stderr: Readable;
  /** Settles once the program has ended and all its output has come; where it was stopped, soon in any case. */
  ended: Promise<ProgramEnd>;
  /** Asks the program to end; ends it by force at the second call, or when it has not ended after `graceMs`. */
  stop: (reason: StopReason) => void;
}

export interface StartOptions {
  /** How long it may print nothing, in milliseconds; none for what a person ends. */
  timeoutMs?: number | undefined;
  /** How long it may take to end once it was asked to. */
  graceMs: number;
  /** What it reads; without it, nothing. */
  input?: string | undefined;
  /** What it reads comes later: its input stays open. */
  keepsInput?: boolean;
}

/** How long the output of a program is waited for that was ended by force: a child outside of its group may hold it. */
const AFTER_FORCE_MS = 1_000;

/** Starts a program, or answers why it cannot be started. Never throws. */
export function startProgram(
  command: EngineCommand,
  options: StartOptions,
): RunningProgram | { notStarted: string } {
  const child = spawnProgram(command);
  return "notStarted" in child ? child : follow(child, options);
}

function follow(
  child: ChildProcessWithoutNullStreams,
  { timeoutMs, graceMs, input = "", keepsInput = false }: StartOptions,
): RunningProgram {
  const { stdin, stdout, stderr } = child;
  let stopped: StopReason | undefined;
  let isOver = false;
  let graceTimer: NodeJS.Timeout | undefined;
  let silenceTimer: NodeJS.Timeout | undefined;
  let settle: (end: ProgramEnd) => void = () => undefined;
  const ended = new Promise<ProgramEnd>(resolve => {
    settle = end => {
      isOver = true;
      clearTimeout(graceTimer);
      clearTimeout(silenceTimer);
      resolve(end);
    };
  });

  function stop(reason: StopReason): void {
    if (isOver || child.pid === undefined) return;
    const hasExited = child.exitCode !== null || child.signalCode !== null;
    if (hasExited && stopped === undefined && reason === "timeout") {
      // It has answered, and left behind a child that keeps its output open.
      abandon({ status: child.exitCode });
      return;
    }
    const byForce = stopped !== undefined || hasExited;
    stopped ??= reason;
    endTree(child.pid, byForce);
    clearTimeout(graceTimer);
    graceTimer = setTimeout(
      () => {
        if (byForce) abandon({ stopped: reason });
        else stop(reason);
      },
      byForce ? AFTER_FORCE_MS : graceMs,
    );
  }

  function abandon(end: ProgramEnd): void {
    for (const stream of [stdin, stdout, stderr]) stream.destroy();
    child.unref();
    settle(end);
  }

  function heard(): void {
    clearTimeout(silenceTimer);
    if (isOver || stopped !== undefined || timeoutMs === undefined) return;
    silenceTimer = setTimeout(() => {
      stop("timeout");
    }, timeoutMs);
  }

  child.once("error", error => {
    if (child.pid === undefined) settle({ notStarted: error.message });
  });
  child.once("close", status => {
    settle(stopped === undefined ? { status } : { stopped });
  });
  if (timeoutMs !== undefined) {
    stdout.on("data", heard);
    stderr.on("data", heard);
    heard();
  }
  stdin.on("error", () => undefined); // It may end before it has read everything: its status says how it went.
  if (!keepsInput) stdin.end(input);
  return { stdin, stdout, stderr, ended, stop };
}

function spawnProgram({
  file,
  args,
  env,
  folder,
}: EngineCommand): ChildProcessWithoutNullStreams | { notStarted: string } {
  const isWindows = process.platform === "win32";
  try {
    const script = scriptInstead(file);
    if (script !== undefined)
      return {
        notStarted: l10n.t(
          "{0} is a script. Windows starts a script only by a shell, and no text of a file may reach one",
          script,
        ),
      };
    const program = findProgram(file);
    if (program === undefined) return { notStarted: `spawn ${file} ENOENT` };
    return spawn(program, args, {
      // Every path in the arguments is absolute, unless a program counts the paths in its own files from its folder.
      cwd: folder ?? homedir(),
      env: { ...process.env, ...(isWindows && { NoDefaultCurrentDirectoryInExePath: "1" }), ...env },
      windowsHide: true,
      // A group of its own, so that a signal reaches the programs that the engine starts in turn.
      detached: !isWindows,
    });
  } catch (error) {
    // What cannot be an argument: a NUL, too long a text.
    return { notStarted: error instanceof Error ? error.message : String(error) };
  }
}

function endTree(pid: number, byForce: boolean): void {
  const end = treeEnd(process.platform, pid, byForce);
  if ("program" in end) {
    const options = { cwd: homedir(), stdio: "ignore", windowsHide: true } as const;
    spawn(end.program, end.args, options).on("error", () => undefined);
    return;
  }
  try {
    process.kill(end.group, end.signal);
  } catch {
    // The last of the group ended a moment before.
  }
}

/**
 * What ends a process with all its children: a signal to its group, whose number is negative, or a program. Windows has no signals, and
 * its programs without a window can only be ended by force.
 */
export function treeEnd(
  platform: NodeJS.Platform,
  pid: number,
  byForce: boolean,
): { group: number; signal: NodeJS.Signals } | { program: string; args: string[] } {
  if (platform !== "win32") return { group: -pid, signal: byForce ? "SIGKILL" : "SIGINT" };
  return { program: windowsProgram("taskkill.exe"), args: ["/pid", String(pid), "/T", "/F"] };
}
