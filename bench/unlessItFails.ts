/** No waiting for ever: what a server is asked ends with an answer or with a message that says what became of the server. */
import type { ChildProcessWithoutNullStreams } from "node:child_process";

/** Longer than any answer of a server that still works. */
const PATIENCE_MILLISECONDS = 60_000;

/** Makes waiting for an answer end with a message when the server ends first, or takes too long. */
export function unlessItFails(
  label: string,
  child: ChildProcessWithoutNullStreams,
): <Answer>(answer: Promise<Answer>) => Promise<Answer> {
  let lastWords = "";
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (text: string) => {
    lastWords = (lastWords + text).slice(-2_000);
  });
  child.stdin.on("error", () => undefined); // a server that has ended is reported by its exit
  return answer =>
    new Promise((resolve, reject) => {
      const ended = (status: number | null, signal: NodeJS.Signals | null) => {
        settle();
        reject(new Error(`${label}: it ended (${signal ?? `status ${status ?? "unknown"}`}). ${lastWords}`));
      };
      const overdue = setTimeout(() => {
        settle();
        reject(new Error(`${label}: no answer in ${PATIENCE_MILLISECONDS / 1000} s. ${lastWords}`));
      }, PATIENCE_MILLISECONDS);
      const settle = () => {
        clearTimeout(overdue);
        child.off("exit", ended);
      };
      answer.then(
        value => {
          settle();
          resolve(value);
        },
        (error: unknown) => {
          settle();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
      if (child.exitCode === null && child.signalCode === null) child.once("exit", ended);
      else ended(child.exitCode, child.signalCode);
    });
}
