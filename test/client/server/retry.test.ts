import { strict as assert } from "node:assert";
import { requestWithRetry, type Connection, type Failure } from "../../../client/src/server/retry";

const QUICK = { timeoutMs: 50, noticeMs: 1, tries: 4 };

/** A server that fails in these ways, one after the other, and then answers. */
function server(...failures: Failure[]): Connection & { sent: string[]; starts: number } {
  const left = [...failures];
  return {
    sent: [],
    starts: 0,
    start() {
      this.starts++;
      return Promise.resolve();
    },
    send(method) {
      this.sent.push(method);
      const failure = left.shift();
      return failure === undefined ? Promise.resolve("answer") : Promise.reject(new Error(failure));
    },
    failureOf: error => (error as Error).message as Failure,
  };
}

describe("a request to the language server", () => {
  const cases: [failures: Failure[], sent: number, end: string][] = [
    [[], 1, "answer"],
    [["changed"], 2, "answer"],
    [["ended"], 2, "answer"],
    [["changed", "changed", "ended"], 4, "answer"],
    [["refused"], 1, "refused"],
    [["ended", "refused"], 2, "refused"],
    [["changed", "changed", "changed", "changed"], 4, "changed"],
  ];
  for (const [failures, sent, end] of cases) {
    it(`that meets ${failures.join(", ") || "no failure"} is sent ${sent}x: ${end}`, async () => {
      const connection = server(...failures);
      const answer = await requestWithRetry<string>(connection, "m", {}, QUICK).catch(
        (error: unknown) => (error as Error).message,
      );
      assert.equal(answer, end);
      assert.equal(connection.sent.length, sent);
      assert.equal(connection.starts, sent);
    });
  }

  it("that is never answered is cancelled, and not sent again", async () => {
    const signals: AbortSignal[] = [];
    const connection: Connection = {
      start: () => Promise.resolve(),
      send: (_method, _params, signal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
      failureOf: () => "ended",
    };
    await assert.rejects(requestWithRetry(connection, "m", {}, QUICK), /no response before the timeout/);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
  });

  it("to a server that cannot be started fails with the reason", async () => {
    const connection: Connection = { ...server(), start: () => Promise.reject(new Error("no such file")) };
    await assert.rejects(requestWithRetry(connection, "m", {}, QUICK), /no such file/);
  });
});
