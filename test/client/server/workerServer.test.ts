/** A server in a web worker that does not load, or dies: without a worker. */
import { strict as assert } from "node:assert";
import { workerServer, type WorkerLike } from "../../../client/src/server/workerServer";

interface FakeWorker extends WorkerLike {
  readonly sent: unknown[];
  isEnded: boolean;
}

function setUp(create: (made: number) => void = () => undefined) {
  const workers: FakeWorker[] = [];
  const seen = { closed: 0, gaveUp: 0, heard: [] as unknown[], waits: [] as number[] };
  const server = workerServer(
    () => {
      create(workers.length);
      const worker: FakeWorker = {
        onmessage: null,
        onerror: null,
        sent: [],
        isEnded: false,
        postMessage: (message: unknown) => void worker.sent.push(message),
        terminate: () => (worker.isEnded = true),
      };
      workers.push(worker);
      return worker;
    },
    () => seen.gaveUp++,
    (milliseconds, then) => {
      seen.waits.push(milliseconds);
      then();
    },
  );
  const open = () => {
    const { reader, writer } = server.open();
    reader.listen(message => seen.heard.push(message));
    reader.onClose(() => seen.closed++);
    return writer;
  };
  return { server, workers, seen, open };
}

const message = (method: string) => ({ jsonrpc: "2.0", method }) as const;
const say = (worker: FakeWorker | undefined, data: unknown): void => {
  worker?.onmessage?.call(worker as unknown as Worker, { data } as MessageEvent);
};
const fail = (worker: FakeWorker | undefined): void => {
  worker?.onerror?.call(worker as unknown as Worker, { preventDefault: () => undefined } as ErrorEvent);
};

describe("the server in a worker", () => {
  it("hears and is heard", async () => {
    const { workers, seen, open } = setUp();
    await open().write(message("initialize"));
    say(workers[0], message("answer"));
    assert.deepEqual(workers[0]?.sent, [message("initialize")]);
    assert.deepEqual(seen.heard, [message("answer")]);
  });

  it("that does not load is tried again, and is sent what the first one was sent", async () => {
    const { workers, seen, open } = setUp();
    await open().write(message("initialize"));
    fail(workers[0]);
    fail(workers[1]);
    say(workers[2], message("answer"));
    assert.deepEqual(
      workers.map(({ sent, isEnded }) => [sent.length, isEnded]),
      [
        [1, true],
        [1, true],
        [1, false],
      ],
    );
    assert.deepEqual([seen.heard.length, seen.closed, seen.gaveUp], [1, 0, 0]);
    assert.ok((seen.waits[0] ?? 0) < (seen.waits[1] ?? 0), "each wait is longer");
  });

  it("that never loads is given up after five starts, and starts again when it is asked to", async () => {
    const { server, workers, seen, open } = setUp();
    await open().write(message("initialize"));
    for (let at = 0; at < 5; at++) fail(workers[at]);
    assert.deepEqual([workers.length, seen.gaveUp, seen.closed], [5, 1, 0]);
    assert.equal(server.startAgain(), true);
    assert.equal(workers.length, 6);
    assert.deepEqual(workers[5]?.sent, [message("initialize")]);
  });

  it("that cannot even be created is treated as one that does not load", () => {
    const { seen, open } = setUp(() => {
      throw new Error("forbidden");
    });
    open();
    assert.deepEqual([seen.waits.length, seen.gaveUp], [4, 1]);
  });

  it("that dies once it has answered closes the connection, so that the client starts another one by its own rule", async () => {
    const { server, workers, seen, open } = setUp();
    await open().write(message("initialize"));
    say(workers[0], message("answer"));
    fail(workers[0]);
    assert.deepEqual([seen.closed, seen.gaveUp, workers.length, workers[0]?.isEnded], [1, 0, 1, true]);
    assert.equal(server.startAgain(), false, "that is the client's");
    open();
    assert.equal(workers.length, 2);
  });

  it("is ended once, and does not come back", () => {
    const { server, workers, seen, open } = setUp();
    open();
    server.dispose();
    fail(workers[0]);
    assert.deepEqual(
      [workers.length, workers[0]?.isEnded, seen.gaveUp, server.startAgain()],
      [1, true, 0, false],
    );
  });
});
