/** The one wrapper around every request on a document: cancellation, stale versions, errors, an empty answer. */
import type { CancellationToken } from "vscode-languageserver-protocol";
import type { Documents } from "../workspace/documents";
import type { FeatureContext } from "../features/context";
import type { FilesAround } from "../workspace/knownFiles";
import type { SettingsStore } from "../workspace/settingsStore";
import { documentChanged, requestCancelled } from "./errors";
import type { Connection } from "vscode-languageserver";

interface DocumentParams {
  textDocument: { uri: string };
}

export interface Requests {
  /**
   * A handler that answers `run` on the document's model: `empty` for a document that is not open, an LSP error for a request
   * that was cancelled or whose document changed while it waited. Where `run` throws, the error is logged and `failed` says
   * what is answered: `empty`, if it is left out.
   */
  readonly handle: <Params extends DocumentParams, Answer>(
    empty: Answer,
    run: (context: FeatureContext, params: Params) => Answer,
    failed?: (uri: string) => Answer,
  ) => (params: Params, token: CancellationToken) => Promise<Answer>;
  /** Analyzes a document for a handler that still waits for something else. */
  readonly prepare: (uri: string) => Promise<void>;
}

/** The wrapper for one server. */
export function createRequests(
  connection: Connection,
  documents: Documents,
  settings: SettingsStore,
  filesAround: FilesAround,
): Requests {
  return {
    handle: (empty, run, failed) => async (params, token) => {
      const { uri } = params.textDocument;
      const revision = documents.revision(uri);
      if (revision === null) return empty;
      const current = await settings.of(uri);
      if (token.isCancellationRequested) throw requestCancelled();
      if (documents.revision(uri) !== revision) throw documentChanged();
      try {
        const context = documents.read(uri, current, filesAround(uri));
        return context ? run(context, params) : empty;
      } catch (error) {
        connection.console.error(`A request on ${uri} failed: ${errorText(error)}`);
        return failed ? failed(uri) : empty;
      }
    },
    prepare: async uri => {
      documents.prepare(uri, await settings.of(uri), filesAround(uri));
    },
  };
}

function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
