/** How much memory a process holds, from the outside and without a debugger in it. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The resident set of a process. */
export function residentBytes(pid: number): number {
  if (process.platform === "linux") return parseStatus(readFileSync(`/proc/${pid}/status`, "utf8"));
  if (process.platform === "win32") {
    const filter = ["/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"];
    return parseTasklist(execFileSync("tasklist", filter, { encoding: "utf8" }));
  }
  return parsePs(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }));
}

/** `/proc/<pid>/status` has a line `VmRSS:     51234 kB`. */
export function parseStatus(status: string): number {
  return kibibytes(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1], status);
}

/** `ps -o rss=` answers with the number of kibibytes and nothing else. */
export function parsePs(output: string): number {
  return kibibytes(/^\s*(\d+)\s*$/.exec(output)?.[1], output);
}

/** The last column of `tasklist` is `"51,234 K"`, with the thousands grouped as the country has it. */
export function parseTasklist(output: string): number {
  return kibibytes(/"([^"]*) K"\s*$/.exec(output)?.[1]?.replace(/\D/g, ""), output);
}

function kibibytes(digits: string | undefined, source: string): number {
  if (!digits) throw new Error(`No memory figure in: ${source.slice(0, 200)}`);
  return Number(digits) * 1024;
}
