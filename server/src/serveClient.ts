/** Serves a client by the library of the protocol, once `initialize` is answered. */
import { ErrorCodes, ResponseError, createMessageConnection } from "vscode-jsonrpc";
import type { Connection } from "vscode-languageserver";
import type { serve } from "./server";
import { initializeResult } from "./start";
import type { Answered, Ending, Ends } from "./start";
import { missingFiles } from "./transport/loadChunk";
import { withoutResponse } from "./transport/withoutResponse";
import type { Host } from "./workspace/ignoreFiles";

/** What serves requests: the library, the server, and the files of the machine; without those the client is asked for files. */
export interface Loaded {
  readonly createConnection: (...ends: Ends) => Connection;
  readonly serve: typeof serve;
  readonly host: Host | null;
}

/** Serves a client; without what `load` gives, the person is told and everything but the end is refused. */
export async function serveClient(
  [reader, writer]: Ends,
  answered: Answered | null,
  ending: Ending,
  load: () => Promise<Loaded>,
): Promise<void> {
  const ends: Ends = [reader, answered ? withoutResponse(writer, answered.id) : writer];
  let loaded: Loaded;
  try {
    loaded = await load();
  } catch (error) {
    refuseAll(ends, error, ending);
    return;
  }
  const { createConnection, serve, host } = loaded;
  const connection = createConnection(...ends);
  connection.onShutdown(ending.shutDown);
  let isInitialized = false;
  if (answered) serve(connection, answered.params, host);
  // The library is given the answered `initialize` once more, and its answer to that is not written.
  connection.onInitialize(given => {
    if (isInitialized)
      throw new ResponseError(ErrorCodes.InvalidRequest, "The server has been initialized already.");
    isInitialized = true;
    if (!answered) serve(connection, given, host);
    return initializeResult(given);
  });
  connection.listen();
}

/** Serves a client where files of the server are missing: a request is a method that is not found. */
function refuseAll([reader, writer]: Ends, error: unknown, { shutDown, end }: Ending): void {
  const connection = createMessageConnection(reader, writer);
  connection.onRequest("shutdown", () => {
    shutDown();
    return null;
  });
  connection.onNotification("exit", end);
  connection.listen();
  const told = [
    connection.sendNotification("window/logMessage", {
      type: ERROR,
      message: `The server could not be loaded: ${String(error)}`,
    }),
    connection.sendNotification("window/showMessage", { type: ERROR, message: missingFiles() }),
  ];
  // It fails where the client is gone: nobody is left to be told.
  for (const sent of told) sent.catch(() => undefined);
}

/** Of the levels of `window/logMessage`. */
const ERROR = 1;
