/** The history as others ask it: questions to its thread, which starts with the first one. */
import { Worker } from "node:worker_threads";
import type { History } from "./history";
import type { HistoryAnswer } from "./worker";

/** The functions of a {@link History}; undefined is the answer of one that could not be started, or has ended. */
export interface HistoryThread {
  ask<Name extends keyof History>(
    name: Name,
    ...args: Parameters<History[Name]>
  ): Promise<ReturnType<History[Name]> | undefined>;
  dispose(): void;
}

/** A thread of the module at a path, for the history in a folder. */
export function createHistoryThread(
  module: string,
  folder: string,
  salt: () => Promise<string>,
): HistoryThread {
  const waiting = new Map<number, (answer: unknown) => void>();
  let worker: Promise<Worker | undefined> | undefined;
  let next = 0;
  let isDisposed = false;

  /** Nobody answers any more; the next question starts it anew. */
  function end(): void {
    worker = undefined;
    for (const settle of waiting.values()) settle(undefined);
    waiting.clear();
  }

  async function start(): Promise<Worker | undefined> {
    const started = new Worker(module, { workerData: { folder, salt: await salt() } });
    // It does not keep its window open.
    started.unref();
    started.on("message", ({ id, answer }: HistoryAnswer) => {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    });
    // What went wrong is followed by its end.
    started.on("error", () => undefined);
    started.on("exit", end);
    return started;
  }

  return {
    async ask(name, ...args) {
      if (isDisposed) return undefined;
      worker ??= start().catch(() => undefined);
      const started = await worker;
      if (started === undefined) return undefined;
      const id = next++;
      const answer = new Promise<unknown>(resolve => waiting.set(id, resolve));
      started.postMessage({ id, name, args });
      return (await answer) as ReturnType<History[typeof name]> | undefined;
    },
    dispose() {
      isDisposed = true;
      void worker?.then(started => started?.terminate());
      end();
    },
  };
}
