/** A folder and a process in namespaces of its own, both gone when this process is, however it ended: see guarded.sh. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runProgram } from "../engine";

const SCRIPT = join(__dirname, "guarded.sh");
const TRY_WITHIN = 10_000;
const START_WITHIN = 30_000;

export interface Guarded {
  /** The process, as this machine numbers it. */
  pid: number;
  /** Ends the process and all that it started, and removes the folder. */
  stop: () => Promise<void>;
}

/** Why no process can be guarded here; `undefined` where it can. */
export async function whyNotGuarded(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return "an engine of its own needs Linux and root";
  const args = ["--pid", "--fork", "--mount-proc", "--mount", "--net", "true"];
  const tried = await runProgram("unshare", args, { timeout: TRY_WITHIN });
  return tried.status === 0
    ? undefined
    : `an engine of its own needs namespaces, and unshare fails: ${tried.stderr.trim()}`;
}

/** A new folder for a process that is to be guarded. Its path is short, since those of sockets end at 107 bytes. */
export function guardedFolder(): string {
  return mkdtempSync(join(tmpdir(), "stages-"));
}

/**
 * Starts a process that lives as long as this one, and waits until it is `ready`. Fails with what it printed last if it
 * ends before that or takes too long; the folder is gone then, too.
 */
export async function startGuarded(
  folder: string,
  command: string[],
  env: Record<string, string>,
  ready: () => Promise<boolean>,
): Promise<Guarded> {
  // In a group of its own: a Ctrl+C in the terminal is for the tests, and the guard hears of their end.
  const guard = spawn(SCRIPT, [folder, ...command], { env: { ...process.env, ...env }, detached: true });
  let said = "";
  let lastWords = "";
  guard.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  guard.stderr.setEncoding("utf8").on("data", (text: string) => (lastWords += text));
  guard.stdin.on("error", () => undefined); // It may be gone before we are.
  const ended = once(guard, "close").then(() => true);
  const stop = async () => {
    guard.ref();
    guard.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };

  const deadline = Date.now() + START_WITHIN;
  while (!said.includes("\n") || !(await ready())) {
    const hasEnded = await Promise.race([ended, sleep(50, false)]);
    if (!hasEnded && Date.now() < deadline) continue;
    await stop();
    throw new Error(`${command[0] ?? "the command"} does not start: ${lastWords.trim()}`);
  }
  // It holds nothing open: a test process that is done ends, and the guard with it.
  guard.unref();
  for (const stream of [guard.stdin, guard.stdout, guard.stderr])
    (stream as { unref?: () => void }).unref?.();
  return { pid: Number(said), stop };
}
