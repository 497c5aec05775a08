import assert from "node:assert/strict";
import { createNewest } from "../../../client/src/engine/newest";
import { random } from "../../support/random";

/** A question whose answer, or failure, comes when a test says so. */
interface Question {
  key: string;
  number: number;
  signal: AbortSignal;
  settle: () => void;
}

describe("answers that overtake one another", () => {
  it("are kept in the order of their questions, whatever the order in which they come", async () => {
    for (let seed = 0; seed < 500; seed++) {
      const from = random(seed);
      const newest = createNewest();
      const kept = new Map<string, number>();
      const asked = new Map<string, number>();
      const open: Question[] = [];
      const answers: Promise<void>[] = [];
      for (let number = 0; number < 20; number++) {
        const key = from.pick(["a", "b"]);
        const fails = from.below(4) === 0;
        asked.set(key, number);
        const answer = newest.ask(
          key,
          signal =>
            new Promise<number>((resolve, reject) => {
              const settle = () => {
                if (fails) reject(new Error(String(number)));
                else resolve(number);
              };
              open.push({ key, number, signal, settle });
            }),
        );
        answers.push(
          answer
            .then(
              got => {
                if (got !== undefined) kept.set(key, got);
              },
              (error: unknown) => kept.set(key, Number((error as Error).message)),
            )
            .then(() => undefined),
        );
        while (open.length > 0 && from.below(3) === 0) open.splice(from.below(open.length), 1)[0]?.settle();
        await Promise.resolve();
      }
      while (open.length > 0) open.splice(from.below(open.length), 1)[0]?.settle();
      await Promise.all(answers);
      assert.deepEqual([...kept].sort(), [...asked].sort(), `seed ${seed}`);
    }
  });

  it("end the work of the question that was overtaken, and of no other", async () => {
    const newest = createNewest();
    const signals: AbortSignal[] = [];
    const wait = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    void newest.ask("a", wait);
    void newest.ask("b", wait);
    void newest.ask("a", wait);
    await Promise.resolve();
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, false, false],
    );
    newest.giveUp();
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, true, true],
    );
  });
});
