/** Entry of a thread of the command line: it checks the Dockerfiles that the main thread hands it (`cli/threads.ts`). */
import { parentPort, workerData } from "node:worker_threads";
import { createFileChecks } from "./cli/checkFiles";
import type { RunSource } from "./cli/checkFiles";
import type { ThreadAnswer, ThreadTask } from "./cli/threads";

const checks = createFileChecks(workerData as RunSource);
parentPort?.on("message", ({ first, tasks }: ThreadTask) => {
  void checks.check(tasks).then(files => {
    const answer: ThreadAnswer = { first, files, faults: checks.takeFaults() };
    parentPort?.postMessage(answer);
  });
});
parentPort?.postMessage("ready");
