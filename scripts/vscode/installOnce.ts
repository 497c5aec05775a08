/**
 * Fills a folder exactly once, whatever happens in between: every run works in a folder of its own beside the final one
 * and renames it when it is complete. So a run that was interrupted leaves nothing that looks finished, and of two runs
 * at the same time one wins and the other takes its result.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const MARKER = "complete.json";

/** Answers at once when `folder` is complete; otherwise lets `fill` fill it, or waits for the run that is at it. */
export async function installOnce(
  folder: string,
  fill: (staging: string) => Promise<void>,
  say: (message: string) => void,
): Promise<void> {
  if (isComplete(folder)) return;
  mkdirSync(dirname(folder), { recursive: true });
  const staging = `${folder}.partial-${Date.now()}-${process.pid}`;
  // First stand in line, then look around: of two runs that start together at least one sees the other.
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  try {
    let waiting = false;
    while (runsAhead(folder, staging).length > 0) {
      if (!waiting) say("Another run is installing it already; waiting for that one …");
      waiting = true;
      await sleep(1000);
    }
    if (isComplete(folder)) return;
    await fill(staging);
    writeFileSync(join(staging, MARKER), JSON.stringify({ installed: new Date().toISOString() }) + "\n");
    publish(staging, folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Whether an earlier run has filled the folder to the end. */
export function isComplete(folder: string): boolean {
  return existsSync(join(folder, MARKER));
}

/** The staging folders of live processes that began before this one. Those of dead ones are removed on the way. */
function runsAhead(folder: string, own: string): string[] {
  const prefix = `${basename(folder)}.partial-`;
  return readdirSync(dirname(folder)).filter(name => {
    if (!name.startsWith(prefix) || name === basename(own)) return false;
    if (isAlive(Number(name.slice(name.lastIndexOf("-") + 1)))) return name < basename(own);
    rmSync(join(dirname(folder), name), { recursive: true, force: true });
    return false;
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function publish(staging: string, folder: string): void {
  // What stands there without a marker is of an older layout or half removed.
  if (existsSync(folder) && !isComplete(folder)) rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(staging, folder);
  } catch (error) {
    // The other run was faster: its result is as good as ours.
    if (!isComplete(folder)) throw error;
  }
}
