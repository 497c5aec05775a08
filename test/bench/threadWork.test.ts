import assert from "node:assert/strict";
import { measured, timedWork } from "../../bench/rounds";
import { mainThreadWork, parseSchedstat } from "../../bench/threadWork";
import { skipBecause } from "../support/suiteResult";

describe("bench: the work of a thread", () => {
  it("is the first number that the system tells, in milliseconds", () => {
    assert.equal(parseSchedstat("1500000 20 3\n"), 1.5);
    assert.throws(() => parseSchedstat(""), /No time of a thread/);
  });

  it("grows while the thread computes, and not while it waits", async function () {
    if (mainThreadWork(process.pid) === null) skipBecause(this, "this system tells no work of a thread");
    // An amount of work, not of time: other programs may have the processor meanwhile.
    let sum = 0;
    const computed = await timedWork(process.pid, () => {
      for (let i = 0; i < 200_000_000; i++) sum ^= i;
      return Promise.resolve();
    });
    const waited = await timedWork(process.pid, () => new Promise(resolve => setTimeout(resolve, 10)));
    assert.equal(sum, 0);
    assert.ok((computed.work ?? 0) > (waited.work ?? Infinity));
  });

  it("is in the figures where all steps tell it", async () => {
    const effort = { atLeast: 2, atMost: 2, milliseconds: 0 };
    const took = (work: number | null) => () => Promise.resolve({ milliseconds: 5, work });
    assert.deepEqual(await measured(["a", "b"], effort, took(2)), {
      rounds: 2,
      values: [5, 5],
      work: [2, 2],
    });
    assert.deepEqual(await measured(["a"], effort, took(null)), { rounds: 2, values: [5] });
  });
});
