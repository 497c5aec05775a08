/** Errors of the protocol that editors know what to do with. The codes are those of LSP 3.17, `LSPErrorCodes`. */
import { ResponseError } from "vscode-jsonrpc";

/** The client has taken its request back. */
export function requestCancelled(): ResponseError {
  return new ResponseError(-32800, "The request was cancelled.");
}

/** What was asked for is no longer the document's: editors ask again. */
export function documentChanged(): ResponseError {
  return new ResponseError(-32801, "The document has changed.");
}

/** What was asked for cannot be done; editors show the reason. */
export function requestFailed(reason: string): ResponseError {
  return new ResponseError(FAILED, reason);
}

/** Why a request failed that was answered by {@link requestFailed}; null for any other error. */
export function failureOf(error: unknown): string | null {
  return error instanceof ResponseError && error.code === FAILED ? error.message : null;
}

const FAILED = -32803;
