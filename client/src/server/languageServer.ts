/** The language server as the rest of the client knows it: what it can be asked, and what it asks. Only this folder has the client of its protocol. */
import * as vscode from "vscode";
import {
  CancellationTokenSource,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type BaseLanguageClient,
} from "vscode-languageclient";
import type {
  BUILD_COMMAND_LINE_REQUEST,
  READ_FILE_REQUEST,
  READ_FOLDER_REQUEST,
  READ_STAGE_FOLDER_REQUEST,
} from "../../../server/src/protocol";
import {
  CONVERT_REQUEST,
  FILL_SNIPPET_REQUEST,
  SNAPSHOT_REQUEST,
  type BuildArguments,
  type BuildCommandLineAnswer,
  type ConvertAnswer,
  type FillSnippetAnswer,
  type FillSnippetParams,
  type ReadFileAnswer,
  type ReadFileParams,
  type ReadFolderAnswer,
  type ReadFolderParams,
  type ReadStageFolderAnswer,
  type ReadStageFolderParams,
  type SnapshotAnswer,
} from "../../../server/src/protocol";
import type { Snapshot } from "../snapshot/snapshot";
import { createSnapshots } from "../snapshot/snapshots";
import { createTextVersions } from "../snapshot/textVersions";
import { requestWithRetry, type Connection } from "./retry";

/** What the server asks of the client, by its method: the parameters and the answer. */
export interface ServerRequests {
  [READ_FILE_REQUEST]: [ReadFileParams, ReadFileAnswer];
  [READ_FOLDER_REQUEST]: [ReadFolderParams, ReadFolderAnswer];
  [BUILD_COMMAND_LINE_REQUEST]: [BuildArguments, BuildCommandLineAnswer];
  [READ_STAGE_FOLDER_REQUEST]: [ReadStageFolderParams, ReadStageFolderAnswer];
}

export interface LanguageServer {
  /**
   * The stages and instructions of an open document: asked once for a version, whoever wants them. Rejects where the server does
   * not answer, or does not know the document.
   */
  readonly snapshot: (document: vscode.TextDocument) => Promise<Snapshot>;
  /** The last snapshot of the text that a document has on disk; undefined where nobody asked about that text. */
  readonly savedSnapshot: (document: vscode.TextDocument) => Snapshot | undefined;
  /** A snippet as a file: its tab stops filled, and what it copies out of the build context. */
  readonly fillSnippet: (params: FillSnippetParams) => Promise<FillSnippetAnswer>;
  /** What makes an open document of one stage one of several, or why nothing does. */
  readonly convert: (document: vscode.TextDocument) => Promise<ConvertAnswer>;
  /** Answers a request of the server's, until it is disposed of. */
  readonly onRequest: <Method extends keyof ServerRequests>(
    method: Method,
    answer: (params: ServerRequests[Method][0]) => Promise<ServerRequests[Method][1]>,
  ) => vscode.Disposable;
  /** The open document that the server calls by this address. */
  readonly openDocument: (uri: string) => vscode.TextDocument | undefined;
}

/** The settings that stages hang on (`settings.ts` of the server). */
const MODEL_SETTINGS = ["buildArgs", "build.contexts", "build.platforms"];

/** The server behind a client that was created, and may not run yet. What it keeps ends with the context. */
export function createLanguageServer(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  client: BaseLanguageClient,
): LanguageServer {
  const connection = connectionOf(client);
  const uriOf = ({ uri }: vscode.TextDocument) => client.code2ProtocolConverter.asUri(uri);
  const request = <Answer>(method: string, document: vscode.TextDocument) =>
    requestWithRetry<Answer>(connection, method, { textDocument: { uri: uriOf(document) } });

  const versions = createTextVersions<vscode.TextDocument>();
  context.subscriptions.push(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      versions.changed(document, contentChanges);
    }),
  );
  const snapshots = createSnapshots<vscode.TextDocument>({
    versions,
    ask: document => request<SnapshotAnswer>(SNAPSHOT_REQUEST, document),
    settingsOf: document => {
      const settings = vscode.workspace.getConfiguration("dockerfileStages", document);
      return JSON.stringify(MODEL_SETTINGS.map(key => settings.get(key)));
    },
  });
  return {
    snapshot: snapshots.of,
    savedSnapshot: snapshots.saved,
    fillSnippet: params => requestWithRetry(connection, FILL_SNIPPET_REQUEST, params),
    convert: document => request<ConvertAnswer>(CONVERT_REQUEST, document),
    onRequest: (method, answer) => client.onRequest(method, answer),
    openDocument: uri => vscode.workspace.textDocuments.find(document => uriOf(document) === uri),
  };
}

function connectionOf(client: BaseLanguageClient): Connection {
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
