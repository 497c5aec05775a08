/** The client of the protocol as what requests are sent by, and again. */
import {
  CancellationTokenSource,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type BaseLanguageClient,
} from "vscode-languageclient";
import { type Connection } from "./retry";

/** Sends by a client that may not run yet, and tells why a request failed. */
export function connectionOf(client: BaseLanguageClient): Connection {
  return {
    start: () => client.start(),
    send: async (method, params, signal) => {
      const cancelled = new CancellationTokenSource();
      const cancel = () => {
        cancelled.cancel();
      };
      signal.addEventListener("abort", cancel);
      try {
        return await client.sendRequest<unknown>(method, params, cancelled.token);
      } finally {
        signal.removeEventListener("abort", cancel);
        cancelled.dispose();
      }
    },
    failureOf: error => {
      if (!(error instanceof ResponseError)) return "ended";
      if (error.code === LSPErrorCodes.ContentModified) return "changed";
      const hasEnded =
        error.code === ErrorCodes.PendingResponseRejected || error.code === ErrorCodes.ConnectionInactive;
      return hasEnded ? "ended" : "refused";
    },
  };
}
