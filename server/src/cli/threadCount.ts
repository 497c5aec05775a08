/** How many threads a check is worth. */
import { availableParallelism } from "node:os";

/** A thread takes as long to start as so many files take to be checked. */
const WORTH_A_THREAD = 60;
const MOST_THREADS = 16;

/** How many threads check so many files, the main one among them. */
export function threadsFor(files: number, asked: number | null): number {
  const most = asked ?? Math.min(availableParallelism(), MOST_THREADS);
  return Math.max(1, Math.min(most, asked === null ? Math.ceil(files / WORTH_A_THREAD) : files));
}
