/** The language server as the rest of the client knows it: what it can be asked, and what it asks. Only this folder has the client of its protocol. */
import * as vscode from "vscode";
import {
  CancellationTokenSource,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  State,
  type BaseLanguageClient,
} from "vscode-languageclient";
import type {
  BUILD_COMMAND_LINE_REQUEST,
  FIND_FILES_REQUEST,
  READ_FILE_REQUEST,
  READ_FOLDER_REQUEST,
  READ_STAGE_FOLDER_REQUEST,
} from "../../../server/src/protocol";
import {
  BUILD_COSTS_REQUEST,
  CARD_REQUEST,
  CHOOSE_USE_REQUEST,
  CONVERT_REQUEST,
  DOCKERFILES_REQUEST,
  MISSING_SOURCE_REQUEST,
  FACTS_REQUEST,
  GRAPH_REQUEST,
  INLINE_DOCKERFILE_REQUEST,
  NEW_DOCKERFILE_REQUEST,
  PROJECTS_REQUEST,
  SNAPSHOT_REQUEST,
  USES_CHANGED_NOTIFICATION,
  USES_REQUEST,
  type BuildArguments,
  type BuildCommandLineAnswer,
  type BuildCostsAnswer,
  type CardAnswer,
  type CardBlock,
  type ConvertAnswer,
  type DockerfileInfo,
  type DockerfilesAnswer,
  type DockerfilesParams,
  type FactsAnswer,
  type FindFilesAnswer,
  type FindFilesParams,
  type MissingSourceAnswer,
  type MissingSourceParams,
  type GraphAnswer,
  type GraphParams,
  type InlineDockerfileAnswer,
  type InlineDockerfileParams,
  type ModelParams,
  type ModelPosition,
  type NewDockerfileAnswer,
  type NewDockerfileParams,
  type ProjectsAnswer,
  type ReadFileAnswer,
  type ReadFileParams,
  type ReadFolderAnswer,
  type ReadFolderParams,
  type ReadStageFolderAnswer,
  type ReadStageFolderParams,
  type RepeatedRun,
  STEP_INPUTS_REQUEST,
  type SnapshotAnswer,
  type StepInputsAnswer,
  type UsesAnswer,
  type UsesChangedParams,
} from "../../../server/src/protocol";
import { createBuildLenses, type BuildLenses } from "./buildLenses";
import type { Snapshot } from "../snapshot/snapshot";
import { createSnapshots } from "../snapshot/snapshots";
import { createTextVersions } from "../snapshot/textVersions";
import { requestWithRetry, type Connection } from "./retry";

/** What the server asks of the client, by its method: the parameters and the answer. */
export interface ServerRequests {
  [READ_FILE_REQUEST]: [ReadFileParams, ReadFileAnswer];
  [READ_FOLDER_REQUEST]: [ReadFolderParams, ReadFolderAnswer];
  [FIND_FILES_REQUEST]: [FindFilesParams, FindFilesAnswer];
  [BUILD_COMMAND_LINE_REQUEST]: [BuildArguments, BuildCommandLineAnswer];
  [READ_STAGE_FOLDER_REQUEST]: [ReadStageFolderParams, ReadStageFolderAnswer];
}

/** A Dockerfile inside of another file. */
export interface InlineDockerfile {
  /** Its own address (`compose.yaml#compose.web`), which stays the same while that file is edited. */
  readonly uri: vscode.Uri;
  /** Of the text that is built; its places are brought to the file by `Snapshot.inside`. */
  readonly snapshot: Snapshot;
}

export interface LanguageServer {
  /**
   * The stages and instructions of an open document: asked once for a version, whoever wants them. `contexts` are the names
   * of named contexts that the build has beside those that the server knows of. Rejects where the server does
   * not answer, or does not know the document.
   */
  readonly snapshot: (document: vscode.TextDocument, contexts?: readonly string[]) => Promise<Snapshot>;
  /** What each step of a build reads and hangs on, with what the build is given. */
  readonly stepInputs: (
    document: vscode.TextDocument,
    given?: Pick<ModelParams, "buildArgs" | "contexts" | "platforms">,
  ) => Promise<StepInputsAnswer>;
  /** Tells what kept builds say of a document, in place of what was told before; answers where the order of its instructions is to blame. */
  readonly buildCosts: (
    document: vscode.TextDocument,
    repeats: readonly RepeatedRun[],
  ) => Promise<BuildCostsAnswer>;
  /**
   * The Dockerfile that a service or a target of files has inside of one of them, as a build reads it (`text`); undefined where it is not
   * written there as it is.
   */
  readonly inlineDockerfile: (
    question: Omit<InlineDockerfileParams, "files"> & { readonly files: readonly vscode.Uri[] },
  ) => Promise<InlineDockerfile | undefined>;
  /** The last snapshot of the text that a document has on disk; undefined where nobody asked about that text. */
  readonly savedSnapshot: (document: vscode.TextDocument) => Snapshot | undefined;
  /** The programs that a folder holds, and how a Dockerfile for each can be written. */
  readonly projects: (folder: vscode.Uri) => Promise<ProjectsAnswer>;
  /** The texts of a new Dockerfile and its ignore file for one of them. */
  readonly newDockerfile: (
    folder: vscode.Uri,
    params: Omit<NewDockerfileParams, "folder">,
  ) => Promise<NewDockerfileAnswer>;
  /** Whether something is in a folder whose projects are asked for: the server may read it there. */
  readonly readsProjectsOf: (uri: vscode.Uri) => boolean;
  /** What makes an open document of one stage one of several, or why nothing does. */
  readonly convert: (document: vscode.TextDocument) => Promise<ConvertAnswer>;
  /** Where a builder looked for what an instruction of an open document, or of a Dockerfile inside of one, takes, and what is near it. */
  readonly missingSource: (
    uri: vscode.Uri,
    question: Omit<MissingSourceParams, "textDocument">,
  ) => Promise<MissingSourceAnswer>;
  /** The stage graph of an open document, for a build that ends with a target; without one for the build in force. */
  readonly graph: (
    document: vscode.TextDocument,
    options: Omit<GraphParams, "textDocument">,
  ) => Promise<GraphAnswer>;
  /** All that is known of an open document, for a build that ends with a target; without one for the build in force. */
  readonly facts: (document: vscode.TextDocument, options: { target?: string }) => Promise<FactsAnswer>;
  /** All Dockerfiles of the workspace, opened or not, with their stages where these are wanted. Starts the server. */
  readonly dockerfiles: (params?: DockerfilesParams) => Promise<readonly DockerfileInfo[]>;
  /** What a hover says at a position, as data; empty where that is nothing. */
  readonly card: (document: vscode.TextDocument, position: ModelPosition) => Promise<readonly CardBlock[]>;
  /** What is shown behind the lenses that build a stage. */
  readonly buildLenses: BuildLenses;
  /** The builds of a file that other files describe, and the one in force. The file need not be open. */
  readonly uses: (uri: vscode.Uri) => Promise<UsesAnswer>;
  /**
   * Has the server take another use for the one in force: by its id, `NO_USE`, or null for automatic. `context` is a folder that
   * is the build context in any case.
   */
  readonly chooseUse: (uri: vscode.Uri, id: string | null, context?: vscode.Uri) => Promise<UsesAnswer>;
  /** The uses of these files, or those in force, are others. */
  readonly onDidChangeUses: vscode.Event<readonly vscode.Uri[]>;
  /** The server has started, once more maybe: it knows nothing of what it was told before. */
  readonly onDidStart: vscode.Event<void>;
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
  buildLenses: BuildLenses = createBuildLenses(),
): LanguageServer {
  const connection = connectionOf(client);
  const uriOf = ({ uri }: vscode.TextDocument) => client.code2ProtocolConverter.asUri(uri);
  const request = <Answer>(method: string, document: vscode.TextDocument, more: object = {}) =>
    requestWithRetry<Answer>(connection, method, { textDocument: { uri: uriOf(document) }, ...more });

  const versions = createTextVersions<vscode.TextDocument>();
  context.subscriptions.push(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      versions.changed(document, contentChanges);
    }),
  );
  const { changes, numberOf } = watchUses(context, client);
  const started = new vscode.EventEmitter<void>();
  context.subscriptions.push(
    started,
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) started.fire();
    }),
  );
  const snapshots = createSnapshots<vscode.TextDocument>({
    versions,
    ask: (document, contexts) =>
      request<SnapshotAnswer>(SNAPSHOT_REQUEST, document, contexts.length === 0 ? {} : { contexts }),
    settingsOf: document => {
      const settings = vscode.workspace.getConfiguration("dockerfileStages", document);
      return JSON.stringify([...MODEL_SETTINGS.map(key => settings.get(key)), numberOf(document.uri)]);
    },
  });
  const askUses = (method: string, uri: vscode.Uri, more: object = {}) =>
    requestWithRetry<UsesAnswer>(connection, method, {
      textDocument: { uri: client.code2ProtocolConverter.asUri(uri) },
      ...more,
    });
  return {
    snapshot: snapshots.of,
    stepInputs: (document, given = {}) => request<StepInputsAnswer>(STEP_INPUTS_REQUEST, document, given),
    buildCosts: (document, repeats) => request<BuildCostsAnswer>(BUILD_COSTS_REQUEST, document, { repeats }),
    savedSnapshot: snapshots.saved,
    inlineDockerfile: async ({ files, ...question }) => {
      const answer = await requestWithRetry<InlineDockerfileAnswer>(connection, INLINE_DOCKERFILE_REQUEST, {
        ...question,
        files: files.map(file => client.code2ProtocolConverter.asUri(file)),
      });
      if (answer === null) return undefined;
      const uriFrom = (address: string) => client.protocol2CodeConverter.asUri(address);
      const document = await vscode.workspace.openTextDocument(uriFrom(answer.host.uri));
      // Somebody went on typing: nobody knows where that text stands by now.
      if (document.getText() !== answer.host.text) return undefined;
      const { text } = question;
      const snapshot = {
        ...answer.snapshot,
        ...{ version: document.version, at: versions.of(document), text, lines: text.split("\n") },
        inside: { lines: answer.host.text.split(/\r?\n/), ranges: answer.lines },
      };
      return { uri: uriFrom(answer.uri), snapshot };
    },
    ...projectRequests(client, connection),
    convert: document => request<ConvertAnswer>(CONVERT_REQUEST, document),
    missingSource: (uri, question) =>
      requestWithRetry<MissingSourceAnswer>(connection, MISSING_SOURCE_REQUEST, {
        textDocument: { uri: client.code2ProtocolConverter.asUri(uri) },
        ...question,
      }),
    graph: (document, options) => request<GraphAnswer>(GRAPH_REQUEST, document, options),
    facts: (document, options) => request<FactsAnswer>(FACTS_REQUEST, document, options),
    dockerfiles: async (params = {}) => {
      const answer = await requestWithRetry<DockerfilesAnswer>(connection, DOCKERFILES_REQUEST, params);
      return answer.dockerfiles.map(info => ({
        ...info,
        uri: client.protocol2CodeConverter.asUri(info.uri).toString(),
      }));
    },
    card: async (document, position) => {
      const { blocks } = await request<CardAnswer>(CARD_REQUEST, document, { position });
      return blocks;
    },
    buildLenses,
    uses: uri => askUses(USES_REQUEST, uri),
    chooseUse: async (uri, id, context) => {
      const folder = context && client.code2ProtocolConverter.asUri(context);
      const answer = await askUses(CHOOSE_USE_REQUEST, uri, {
        id,
        ...(folder !== undefined && { context: folder }),
      });
      changes.fire([uri]);
      return answer;
    },
    onDidChangeUses: changes.event,
    onDidStart: started.event,
    onRequest: (method, answer) => client.onRequest<unknown, undefined>(method, answer),
    openDocument: uri => vscode.workspace.textDocuments.find(document => uriOf(document) === uri),
  };
}

/** The requests about projects, and which folders they are about at the moment. */
function projectRequests(
  client: BaseLanguageClient,
  connection: Connection,
): Pick<LanguageServer, "projects" | "newDockerfile" | "readsProjectsOf"> {
  const asked: vscode.Uri[] = [];
  const ask = async <Answer>(method: string, folder: vscode.Uri, more: object): Promise<Answer> => {
    asked.push(folder);
    try {
      const params = { ...more, folder: client.code2ProtocolConverter.asUri(folder) };
      return await requestWithRetry<Answer>(connection, method, params);
    } finally {
      asked.splice(asked.indexOf(folder), 1);
    }
  };
  return {
    projects: folder => ask(PROJECTS_REQUEST, folder, {}),
    newDockerfile: (folder, params) => ask(NEW_DOCKERFILE_REQUEST, folder, params),
    readsProjectsOf: ({ scheme, authority, path }) =>
      asked.some(
        folder =>
          folder.scheme === scheme &&
          folder.authority === authority &&
          (path === folder.path ||
            path.startsWith(folder.path.endsWith("/") ? folder.path : `${folder.path}/`)),
      ),
  };
}

/** Hears that the uses of Dockerfiles are others; `numberOf` counts how often they were, because stages hang on them. */
function watchUses(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  client: BaseLanguageClient,
): { changes: vscode.EventEmitter<readonly vscode.Uri[]>; numberOf: (uri: vscode.Uri) => number } {
  const numbers = new Map<string, number>();
  const numberOf = (uri: vscode.Uri) => numbers.get(uri.toString()) ?? 0;
  const changes = new vscode.EventEmitter<readonly vscode.Uri[]>();
  context.subscriptions.push(
    changes,
    changes.event(uris => {
      for (const uri of uris) numbers.set(uri.toString(), numberOf(uri) + 1);
    }),
    client.onNotification(USES_CHANGED_NOTIFICATION, ({ uris }: UsesChangedParams) => {
      changes.fire(uris.map(uri => client.protocol2CodeConverter.asUri(uri)));
    }),
  );
  return { changes, numberOf };
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
