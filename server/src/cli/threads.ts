/** Many Dockerfiles checked on all processors of the machine: threads beside the main one take tasks as long as there are some. */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { createFileChecks } from "./checkFiles";
import type { ConfigFault, FileOutcome, FileTask, Outcomes, RunSource } from "./checkFiles";

/** What a thread is told, and answers. */
export interface ThreadTask {
  readonly first: number;
  readonly tasks: readonly FileTask[];
}
export interface ThreadAnswer extends Outcomes {
  readonly first: number;
}

/** Tasks that a thread takes at once. */
const TOGETHER = 12;
/** The entry of a thread, beside the chunk that this is in. */
const ENTRY = join(__dirname, "cliThread.js");

/** Checks files on so many threads. Where a thread cannot be started, or ends, the main one does its work. */
export async function checkOnThreads(
  source: RunSource,
  tasks: readonly FileTask[],
  threads: number,
): Promise<Outcomes> {
  const files: FileOutcome[] = [];
  const faults: ConfigFault[] = [];
  let next = 0;
  const take = (): ThreadTask | null => {
    if (next >= tasks.length) return null;
    const first = next;
    next += TOGETHER;
    return { first, tasks: tasks.slice(first, next) };
  };
  const put = ({ first, files: found, faults: said }: ThreadAnswer) => {
    for (const [index, file] of found.entries()) files[first + index] = file;
    faults.push(...said);
  };
  const lost: ThreadTask[] = [];
  const beside = Array.from({ length: threads - 1 }, () => besideMain(source, take, put, lost));
  const own = createFileChecks(source);
  const work = async (task: ThreadTask) => {
    put({ first: task.first, files: await own.check(task.tasks), faults: own.takeFaults() });
  };
  for (let task = take(); task; task = take()) await work(task);
  await Promise.all(beside);
  for (const task of lost) await work(task);
  return { files, faults };
}

/** One thread, as long as there are tasks. Never rejects: a task that it does not finish is lost, and done again. */
function besideMain(
  workerData: RunSource,
  take: () => ThreadTask | null,
  put: (answer: ThreadAnswer) => void,
  lost: ThreadTask[],
): Promise<void> {
  return new Promise(resolve => {
    const worker = new Worker(ENTRY, { workerData });
    let current: ThreadTask | null = null;
    const give = () => {
      current = take();
      if (current) worker.postMessage(current);
      else void worker.terminate();
    };
    worker.on("message", (answer: ThreadAnswer | "ready") => {
      if (answer !== "ready") put(answer);
      give();
    });
    worker.on("error", () => undefined);
    worker.on("exit", () => {
      if (current) lost.push(current);
      resolve();
    });
  });
}
