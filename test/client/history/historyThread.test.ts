import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHistoryThread } from "../../../client/src/history/historyThread";

/** Answers what it is asked about; of some things, it ends. */
const WORKER = `
const { parentPort } = require("node:worker_threads");
parentPort.on("message", ({ id, args: [uri] }) => {
  if (uri === "end") process.exit(1);
  if (uri === "throw") throw new Error("broken");
  parentPort.postMessage({ id, answer: uri });
});
`;

describe("the thread of the history", () => {
  it("leaves no question open when it ends, and is started again by the next one", async () => {
    const folder = mkdtempSync(join(tmpdir(), "thread-"));
    const module = join(folder, "worker.cjs");
    writeFileSync(module, WORKER);
    const thread = createHistoryThread(module, folder, () => Promise.resolve("salt"));
    const both = [thread.ask("knows", "end"), thread.ask("knows", "too late")];
    assert.deepEqual(await Promise.all(both), [undefined, undefined]);
    assert.equal(await thread.ask("knows", "again"), "again");
    assert.equal(await thread.ask("knows", "throw"), undefined);
    assert.equal(await thread.ask("knows", "once more"), "once more");
    thread.dispose();
    assert.equal(await thread.ask("knows", "after"), undefined);
    rmSync(folder, { recursive: true });
  });
});
