/** The language server in a web worker: what is sent to it and heard of it, and what happens when it dies. */
import { Emitter, type Event, type Message, type MessageReader, type MessageWriter } from "vscode-jsonrpc";

/** What is used of a worker. */
export type WorkerLike = Pick<Worker, "onmessage" | "onerror" | "postMessage" | "terminate">;

/** The way to a server. */
export interface Transports {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

export interface WorkerServer {
  /** Starts a worker, and answers the way to it. It closes when a worker that has answered dies: then the client starts another one. */
  readonly open: () => Transports;
  /** Starts the worker that did not start again; answers whether there is one that did not. */
  readonly startAgain: () => boolean;
  readonly dispose: () => void;
}

/** A worker that does not load is tried as often as one that dies is started again. */
const MOST_STARTS = 5;
const BETWEEN_STARTS_MS = 500;

/**
 * The server that `createWorker` creates. The library gives up for good when a start fails, as where a connection is lost for a moment
 * while the worker loads. So a worker that dies before it has said anything is replaced here, and is sent the same again; `onGivingUp`
 * is told when that has failed too often.
 */
export function workerServer(
  createWorker: () => WorkerLike,
  onGivingUp: () => void,
  wait: (milliseconds: number, then: () => void) => void = (milliseconds, then) => {
    setTimeout(then, milliseconds);
  },
): WorkerServer {
  let current: Connection | undefined;
  return {
    open: () => {
      current?.end();
      current = connect(createWorker, onGivingUp, wait);
      return current.transports;
    },
    startAgain: () => current?.startAgain() ?? false,
    dispose: () => current?.end(),
  };
}

interface Connection {
  readonly transports: Transports;
  readonly startAgain: () => boolean;
  readonly end: () => void;
}

function connect(
  createWorker: () => WorkerLike,
  onGivingUp: () => void,
  wait: (milliseconds: number, then: () => void) => void,
): Connection {
  const received = new Emitter<Message>();
  const closed = new Emitter<void>();
  let worker: WorkerLike | null = null;
  /** What was sent to a worker that has not said anything yet; null once it has. */
  let unheard: Message[] | null = [];
  let starts = 0;
  let hasEnded = false;

  const start = () => {
    if (hasEnded) return;
    starts++;
    try {
      const made = createWorker();
      worker = made;
      made.onmessage = ({ data }: MessageEvent<Message>) => {
        unheard = null;
        received.fire(data);
      };
      made.onerror = event => {
        event.preventDefault();
        if (worker === made) died();
      };
      for (const message of unheard ?? []) made.postMessage(message);
    } catch {
      died();
    }
  };
  const died = () => {
    worker?.terminate();
    worker = null;
    if (unheard === null) closed.fire();
    else if (starts < MOST_STARTS) wait(BETWEEN_STARTS_MS * starts, start);
    else onGivingUp();
  };

  start();
  return {
    transports: {
      reader: {
        onError: never<Error>(),
        onClose: closed.event,
        onPartialMessage: never(),
        listen: callback => received.event(callback),
        dispose: () => {
          received.dispose();
        },
      },
      writer: {
        onError: never(),
        onClose: closed.event,
        write: message => {
          unheard?.push(message);
          worker?.postMessage(message);
          return Promise.resolve();
        },
        end: () => undefined,
        dispose: () => undefined,
      },
    },
    startAgain: () => {
      if (unheard === null || hasEnded) return false;
      starts = 0;
      if (worker === null) start();
      return true;
    },
    end: () => {
      hasEnded = true;
      worker?.terminate();
      worker = null;
    },
  };
}

function never<T>(): Event<T> {
  return new Emitter<T>().event;
}
