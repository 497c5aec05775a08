/**
 * The connection to the client: requests and notifications by method. It stands on vscode-jsonrpc alone, because loading
 * vscode-languageserver takes longer than all else that a start needs (docs/architecture.md).
 */
import {
  ErrorCodes,
  NotificationType,
  RequestType,
  ResponseError,
  createMessageConnection,
} from "vscode-jsonrpc";
import type { CancellationToken, MessageReader, MessageStrategy, MessageWriter } from "vscode-jsonrpc";
import type { InitializeParams, InitializeResult } from "vscode-languageserver-protocol";
import type { Notifications, Requests } from "./methods";

type Handler<Params, Answer> = (params: Params, token: CancellationToken) => Answer | Promise<Answer>;
/** The requests of our own (protocol.ts). */
type OwnMethod = `dockerfileStages/${string}`;

export interface Connection {
  /**
   * Says how `initialize` is answered, and what is done then: `load` begins when the answer is written, and messages that
   * arrive meanwhile wait for it.
   */
  readonly onInitialize: (
    answer: (params: InitializeParams) => InitializeResult,
    load: (params: InitializeParams) => Promise<void>,
  ) => void;
  readonly onRequest: {
    <Method extends keyof Requests>(
      method: Method,
      handler: Handler<Requests[Method]["params"], Requests[Method]["answer"]>,
    ): void;
    <Params, Answer>(method: OwnMethod, handler: Handler<Params, Answer>): void;
  };
  readonly onNotification: <Method extends keyof Notifications>(
    method: Method,
    handler: (params: Notifications[Method]["params"]) => void,
  ) => void;
  /** What the client answers. Rejects with its error where it refuses. */
  readonly sendRequest: {
    <Method extends keyof Requests>(
      method: Method,
      params: Requests[Method]["params"],
    ): Promise<Requests[Method]["answer"]>;
    <Answer>(method: OwnMethod, params: object): Promise<Answer>;
  };
  readonly sendNotification: <Method extends keyof Notifications>(
    method: Method,
    params: Notifications[Method]["params"],
  ) => void;
  /** The log that the client shows. */
  readonly console: Readonly<Record<"error" | "warn", (message: string) => void>>;
  readonly listen: () => void;
}

/** The levels of `window/logMessage`. */
const LEVELS = { error: 1, warn: 2, info: 3, log: 4 } as const;

/**
 * A connection over a transport. `end` is called when it ends: with 0 if the client asked for that first (`shutdown`), else
 * with 1.
 */
export function connect(
  reader: MessageReader,
  writer: MessageWriter,
  end: (status: 0 | 1) => void,
): Connection {
  let isInitialized = false;
  let isShutDown = false;
  let startLoading: (() => Promise<void>) | null = null;
  let loaded: Promise<void> | null = null;

  const handleMessage: MessageStrategy["handleMessage"] = async (message, handle) => {
    if (loaded) await loaded;
    const handled = Promise.resolve(handle(message));
    if (startLoading) {
      loaded = handled.then(startLoading, startLoading);
      startLoading = null;
    }
    await handled;
  };
  const log = (type: number) => (message: string) => {
    sendNotification("window/logMessage", { type, message });
  };
  const logger = {
    error: log(LEVELS.error),
    warn: log(LEVELS.warn),
    info: log(LEVELS.info),
    log: log(LEVELS.log),
  };
  const messages = createMessageConnection(reader, writer, logger, { messageStrategy: { handleMessage } });

  function sendNotification(method: string, params: unknown): void {
    // It fails where the client is gone: nobody is left to be told.
    messages.sendNotification(method, params).catch(() => undefined);
  }
  const endNow = () => {
    end(isShutDown ? 0 : 1);
  };
  messages.onRequest("shutdown", () => {
    isShutDown = true;
    return null;
  });
  messages.onNotification("exit", endNow);
  messages.onClose(endNow);

  return {
    onInitialize: (answer, load) => {
      messages.onRequest(new RequestType<InitializeParams, InitializeResult, void>("initialize"), params => {
        if (isInitialized)
          throw new ResponseError(ErrorCodes.InvalidRequest, "The server has been initialized already.");
        isInitialized = true;
        startLoading = () => load(params);
        return answer(params);
      });
    },
    onRequest: (method: string, handler: Handler<never, unknown>) => {
      messages.onRequest(new RequestType<never, unknown, void>(method), handler);
    },
    onNotification: (method, handler) => {
      messages.onNotification(new NotificationType<Parameters<typeof handler>[0]>(method), handler);
    },
    sendRequest: (method: string, params?: object) =>
      params ? messages.sendRequest(method, params) : messages.sendRequest(method),
    sendNotification,
    console: logger,
    listen: () => {
      messages.listen();
    },
  };
}
