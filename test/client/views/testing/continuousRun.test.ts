import "../../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { EventEmitter, type CancellationToken, type TestItem } from "vscode";
import { runContinuously } from "../../../../client/src/views/testing/continuousRun";
import { eventually } from "../../../e2e/eventually";

/** A continuous run of stages, whose files a test changes. */
async function begin(names: readonly string[]) {
  const stages = names.map(id => ({ id }) as TestItem);
  const changes = new Map<string, () => void>();
  const open = new Set<string>();
  const ran: string[] = [];
  const cancelled = new EventEmitter<void>();
  let isCancelled = false;
  let ending: (() => void) | undefined;
  const token = {
    get isCancellationRequested() {
      return isCancelled;
    },
    onCancellationRequested: cancelled.event,
  } as CancellationToken;
  await runContinuously(
    stages,
    token,
    ({ id }, onChange) => {
      if (id === "gone") return Promise.reject(new Error("no such file"));
      changes.set(id, onChange);
      return Promise.resolve({
        refresh: () => {
          open.add(id);
          return Promise.resolve();
        },
        dispose: () => open.delete(id),
      });
    },
    some => {
      ran.push(some.map(({ id }) => id).join(" "));
      return new Promise(resolve => {
        ending = resolve;
      });
    },
    5,
  );
  return {
    ran,
    open,
    change: (id: string) => changes.get(id)?.(),
    runs: (count: number) =>
      eventually(
        `${count} runs`,
        () => ran.length,
        found => found === count,
      ),
    endRun: () => ending?.(),
    cancel: () => {
      isCancelled = true;
      cancelled.fire();
    },
    later: () => new Promise(resolve => setTimeout(resolve, 50)),
  };
}

describe("a continuous run of the Testing view", () => {
  it("builds nothing before something changes, and then the stages that read it, once for several changes", async () => {
    const { ran, change, runs, later, open } = await begin(["test", "lint"]);
    assert.deepEqual([...open], ["test", "lint"]);
    await later();
    assert.deepEqual(ran, []);
    for (let count = 0; count < 5; count++) change("lint");
    await runs(1);
    assert.deepEqual(ran, ["lint"]);
  });

  it("is one run at a time: what changes meanwhile is run behind it", async () => {
    const { ran, change, runs, endRun, later } = await begin(["test", "lint"]);
    change("test");
    await runs(1);
    change("lint");
    change("test");
    await later();
    assert.deepEqual(ran, ["test"]);
    endRun();
    await runs(2);
    assert.deepEqual(ran, ["test", "test lint"]);
  });

  it("watches nothing once somebody has ended it, and goes on where one stage cannot be watched", async () => {
    const { ran, change, cancel, later, open } = await begin(["gone", "test"]);
    assert.deepEqual([...open], ["test"]);
    change("test");
    cancel();
    assert.deepEqual([...open], []);
    await later();
    change("test");
    await later();
    assert.deepEqual(ran, []);
  });
});
