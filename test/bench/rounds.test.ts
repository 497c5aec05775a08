import assert from "node:assert/strict";
import { measured, median } from "../../bench/rounds";

describe("bench: rounds", () => {
  it("take the median", () => {
    assert.equal(median([3]), 3);
    assert.equal(median([9, 1, 2]), 2);
    assert.equal(median([10, 9, 1, 2]), 5.5);
    assert.throws(() => median([]), /Nothing was measured/);
  });

  it("measure all in turns, equally often, and not the warm-up, which each has to itself", async () => {
    const order: string[] = [];
    const effort = { atLeast: 2, atMost: 4, milliseconds: 10_000 };
    const warmUp = "a".repeat(40) + "b".repeat(40);
    const result = await measured(["a", "b"], effort, subject => Promise.resolve(order.push(subject)));
    assert.equal(order.join(""), warmUp + "abbaabba");
    assert.deepEqual(result, { rounds: 4, values: [median([81, 84, 85, 88]), median([82, 83, 86, 87])] });
  });

  it("are as many as asked for at least, even when the time is over", async () => {
    const effort = { atLeast: 5, atMost: 50, milliseconds: 0 };
    const slow = () => new Promise<number>(resolve => setTimeout(resolve, 2, 1));
    assert.equal((await measured(["a"], effort, slow)).rounds, 5);
  });
});
