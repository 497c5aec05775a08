/** How the server starts: it answers `initialize` at once, and loads behind the answer what serves requests. */
import { ErrorCodes, ResponseError, createMessageConnection } from "vscode-jsonrpc";
import type { MessageReader, MessageWriter } from "vscode-jsonrpc";
import type { Connection } from "vscode-languageserver";
import type { InitializeParams, InitializeResult } from "vscode-languageserver-protocol";
import { serverCapabilities } from "./features/capabilities";
import type { serve } from "./server";
import { readClientOptions } from "./transport/clientOptions";
import { shakeHands } from "./transport/handshake";
import type { Handshake } from "./transport/handshake";
import { missingFiles } from "./transport/loadChunk";
import { useTexts } from "./transport/texts";
import type { Host } from "./workspace/ignoreFiles";

/** What serves requests: the library, the server, and the files of the machine; without those the client is asked for files. */
export interface Loaded {
  readonly createConnection: (reader: MessageReader, writer: MessageWriter) => Connection;
  readonly serve: typeof serve;
  readonly host: Host | null;
}

/**
 * Serves a client until its connection closes, and then calls `end`: with 0 if the client asked for that (`shutdown`), else with 1.
 * Rejects never: without what `load` gives, the person is told and everything but the end is refused.
 */
export async function startServer(
  reader: MessageReader,
  writer: MessageWriter,
  load: () => Promise<Loaded>,
  end: (status: 0 | 1) => void,
): Promise<void> {
  let isShutDown = false;
  reader.onClose(() => {
    end(isShutDown ? 0 : 1);
  });
  const shutDown = () => {
    isShutDown = true;
  };
  const handshake = await shakeHands(reader, writer, initializeResult);
  try {
    serveClient(handshake, await load(), shutDown);
  } catch (error) {
    refuseAll(handshake, error, shutDown, () => {
      end(isShutDown ? 0 : 1);
    });
  }
}

function initializeResult({ capabilities, initializationOptions }: InitializeParams): InitializeResult {
  useTexts(readClientOptions(initializationOptions).texts);
  return { capabilities: serverCapabilities(capabilities), serverInfo: { name: "dockerfile-stages" } };
}

function serveClient(
  { reader, writer, params }: Handshake,
  { createConnection, serve, host }: Loaded,
  shutDown: () => void,
): void {
  const connection = createConnection(reader, writer);
  connection.onShutdown(shutDown);
  let isInitialized = false;
  if (params) serve(connection, params, host);
  // The library is given the answered `initialize` once more, and its answer to that is not written.
  connection.onInitialize(given => {
    if (isInitialized)
      throw new ResponseError(ErrorCodes.InvalidRequest, "The server has been initialized already.");
    isInitialized = true;
    if (!params) serve(connection, given, host);
    return initializeResult(given);
  });
  connection.listen();
}

/** Serves a client where files of the server are missing: a request is a method that is not found. */
function refuseAll(
  { reader, writer }: Handshake,
  error: unknown,
  shutDown: () => void,
  end: () => void,
): void {
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
