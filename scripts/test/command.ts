/** Runs the commands of a suite as processes of their own, and reads the counts that they leave. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { failureOf, noTests, type SuiteResult } from "../../test/support/suiteResult";
import type { Command } from "./suites";

const ROOT = resolve(__dirname, "../..");
const ENDS_WITHIN_MS = 40 * 60_000;

const running = new Set<ChildProcess>();

/** Ends this process at Ctrl+C and its like, and what it runs with it. */
export function endWithSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      for (const child of running) child.kill(signal);
      process.exit(128 + constants.signals[signal]);
    });
}

/**
 * Runs a command to its end; one that ends badly without a word counts as one failure. With `label`, which tells apart what
 * runs at the same time, its lines are printed behind that; else it has the terminal to itself.
 */
export async function runCommand(command: Command, label?: string): Promise<SuiteResult> {
  const folder = mkdtempSync(join(tmpdir(), "suite-result-"));
  const title = command.args.join(" ");
  const started = Date.now();
  try {
    const file = join(folder, "result.json");
    const ended = await runNode(command.args, { ...process.env, SUITE_RESULT: file }, label);
    const failed = ended === undefined ? [] : [failureOf(title, ended)];
    if (!command.leavesCounts) {
      const slowest = [{ title, took: Date.now() - started }];
      return { ...noTests(), passed: 1 - failed.length, failed, slowest };
    }
    const result = readResult(file);
    if (!result) return { ...noTests(), failed: [failureOf(title, "left no counts")] };
    return result.failed.length > 0 ? result : { ...result, failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Answers undefined when all went well, else how the process ended. */
function runNode(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  label: string | undefined,
): Promise<string | undefined> {
  return new Promise(done => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env,
      stdio: label === undefined ? "inherit" : ["ignore", "pipe", "pipe"],
      timeout: ENDS_WITHIN_MS,
    });
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface(stream).on("line", line => {
          console.log(`${label ?? ""}${line}`);
        });
    running.add(child);
    child.on("error", error => {
      running.delete(child);
      done(`could not be started: ${error.message}`);
    });
    child.on("exit", (status, signal) => {
      running.delete(child);
      const how = signal ? `was stopped by ${signal}` : `ended with status ${status ?? "unknown"}`;
      done(status === 0 ? undefined : how);
    });
  });
}

function readResult(file: string): SuiteResult | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as SuiteResult;
  } catch {
    return undefined; // It died before it wrote, or while it did.
  }
}
