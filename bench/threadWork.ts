/** How long a server computes, which other programs on the machine do not stretch as they do the time on the clock. */
import { readFileSync } from "node:fs";

/** The milliseconds that the main thread of a process has had a processor since it began; null where the system does not tell (Linux does). */
export function mainThreadWork(pid: number): number | null {
  if (process.platform !== "linux") return null;
  return parseSchedstat(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8"));
}

/** The first number of `schedstat` is nanoseconds. */
export function parseSchedstat(text: string): number {
  const nanoseconds = Number(text.split(" ", 1)[0] || NaN);
  if (Number.isNaN(nanoseconds)) throw new Error(`No time of a thread in: ${text.slice(0, 200)}`);
  return nanoseconds / 1e6;
}
