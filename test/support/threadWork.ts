/** What a thread has had of the processors, which unlike the time on the wall does not grow while other programs have them. */
import { existsSync, readFileSync } from "node:fs";

/**
 * Tells, each time it is called, what the main thread of a process has worked since it began, in milliseconds: the first
 * figure of the kernel's `schedstat`. None where the system does not say: on Linux alone it does.
 */
export function mainThreadWork(pid: number): (() => number) | undefined {
  const file = `/proc/${pid}/task/${pid}/schedstat`;
  if (!existsSync(file)) return undefined;
  return () => {
    const [nanoseconds = "0"] = readFileSync(file, "utf8").split(" ");
    return Number(nanoseconds) / 1e6;
  };
}
