/**
 * The one wrapper around every request on a document: cancellation, stale versions, errors, an empty answer. What is asked of a file with
 * Dockerfiles inside is asked of those, so that no feature knows of them.
 */
import type { CancellationToken } from "vscode-languageserver-protocol";
import type { Documents } from "../workspace/documents";
import type { FeatureContext } from "../features/context";
import type { FilesAround } from "../workspace/knownFiles";
import type { BuildKnowledge } from "../workspace/knownBuilds";
import type { SettingsStore } from "../workspace/settingsStore";
import { askedOf, fromHost } from "../features/inline/fromHost";
import { joinedTokens } from "../features/inline/hostTokens";
import { NotWritable, toHost } from "../features/inline/toHost";
import type { InlineDockerfiles } from "../workspace/inlineDockerfiles";
import { documentChanged, requestCancelled, requestFailed } from "./errors";
import type { Connection } from "vscode-languageserver";

interface DocumentParams {
  textDocument: { uri: string };
}

export interface Requests {
  /**
   * A handler that answers `run` on the document's model; in a file around, on the models of the Dockerfiles inside that the params are
   * about. It answers `empty` for a document that is not open, an LSP error for a request that was cancelled or whose document changed
   * while it waited. Where `run` throws, the error is logged and `failed` says what is answered: `empty`, if it is left out.
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
  inline: InlineDockerfiles,
  builds: Pick<BuildKnowledge, "read">,
): Requests {
  async function handleInside<Params extends DocumentParams, Answer>(
    empty: Answer,
    run: (context: FeatureContext, params: Params) => Answer,
    params: Params,
    token: CancellationToken,
  ): Promise<Answer> {
    const { uri } = params.textDocument;
    const all = await inline.in(uri);
    if (token.isCancellationRequested) throw requestCancelled();
    try {
      const answers = askedOf(all, params).map(each =>
        toHost(each, run(each.context, fromHost(each, params))),
      );
      return joined(empty, answers);
    } catch (error) {
      if (error instanceof NotWritable) throw requestFailed(error.message);
      connection.console.error(`A request on ${uri} failed: ${errorText(error)}`);
      return empty;
    }
  }

  return {
    handle: (empty, run, failed) => async (params, token) => {
      const { uri } = params.textDocument;
      const revision = documents.revision(uri);
      if (revision === null) return handleInside(empty, run, params, token);
      const current = await settings.of(uri);
      await builds.read(uri);
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
      const current = await settings.of(uri);
      await builds.read(uri);
      documents.prepare(uri, current, filesAround(uri));
    },
  };
}

/** The answers about several Dockerfiles of one file, in its order. */
function joined<Answer>(empty: Answer, answers: readonly Answer[]): Answer {
  const found = answers.filter(answer => answer !== null && answer !== undefined);
  const [first = empty] = found;
  if (found.length < 2) return first;
  if (found.every(answer => Array.isArray(answer))) return found.flat() as Answer;
  const tokens = found.flatMap(answer => (hasTokens(answer) ? [answer.data] : []));
  return tokens.length === found.length ? ({ data: joinedTokens(tokens) } as Answer) : first;
}

function hasTokens(answer: unknown): answer is { readonly data: readonly number[] } {
  return typeof answer === "object" && answer !== null && "data" in answer && Array.isArray(answer.data);
}

function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
