/** The history in a thread of its own: it reads many files, and what waits for a build or types must not wait for that. */
import { parentPort, workerData } from "node:worker_threads";
import { createHistory, type History } from "./history";

/** What a message asks: a function of the history with its arguments. */
export type HistoryQuestion = {
  [Name in keyof History]: { id: number; name: Name; args: Parameters<History[Name]> };
}[keyof History];

/** The answer to the question of the same id. */
export interface HistoryAnswer {
  id: number;
  answer?: unknown;
}

const { folder, salt } = workerData as { folder: string; salt: string };
const history = createHistory(folder, salt);

parentPort?.on("message", ({ id, name, args }: HistoryQuestion) => {
  let answer: unknown;
  try {
    answer = (history[name] as (...values: unknown[]) => unknown)(...args);
  } catch {
    // Nobody knows then: a build is never kept from anything.
    answer = undefined;
  }
  parentPort?.postMessage({ id, answer } satisfies HistoryAnswer);
});
