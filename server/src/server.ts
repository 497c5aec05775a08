/** The language server: its capabilities, and one line for each request. */
import {
  CodeLensRefreshRequest,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type {
  ClientCapabilities,
  Connection,
  DocumentDiagnosticReport,
  InitializeResult,
} from "vscode-languageserver";
import { createDocuments } from "./documents";
import { CODE_ACTION_KINDS, codeActions } from "./features/codeActions";
import { codeLenses } from "./features/codeLens";
import { COMPLETION_TRIGGERS, completion } from "./features/completion";
import { definition } from "./features/definition";
import { DIAGNOSTIC_SOURCE, diagnostics } from "./features/diagnostics";
import { instructionsAnswer } from "./features/instructions";
import { EMPTY_MODEL, modelAnswer } from "./features/model";
import { INSTRUCTIONS_REQUEST, MODEL_REQUEST } from "./protocol";
import type { ClientOptions, ModelParams } from "./protocol";
import { createDiagnosticsPush } from "./diagnosticsPush";
import { createIgnoreFiles } from "./ignoreFiles";
import type { Host } from "./ignoreFiles";
import { createRequests } from "./requests";
import { createSettingsStore } from "./settingsStore";
import { SECTION } from "./settings";

const NO_DIAGNOSTICS: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

/** Serves a connection until it closes. `host` reads files; without one the client is asked for them, if it can. */
export function startServer(connection: Connection, host: Host | null): void {
  let rulePages = host?.rulePages ?? null;
  const documents = createDocuments(() => rulePages);
  const settings = createSettingsStore(connection);
  const ignoreFiles = createIgnoreFiles(connection, settings, host, refreshDiagnostics);
  const requests = createRequests(connection, documents, settings, ignoreFiles);
  const push = createDiagnosticsPush(connection, documents, settings, ignoreFiles, logRule);
  let client: ClientCapabilities = {};
  let pulls = false;

  function logRule(rule: { id: string }, error: unknown): void {
    connection.console.error(`Rule ${rule.id} failed: ${String(error)}`);
  }

  function refreshDiagnostics(...uris: string[]): void {
    if (!pulls) for (const uri of uris) push.schedule(uri);
    else if (client.workspace?.diagnostics?.refreshSupport)
      void connection.sendRequest(DiagnosticRefreshRequest.type);
  }

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    pulls = client.textDocument?.diagnostic !== undefined;
    settings.start(client.workspace?.configuration === true, params.initializationOptions);
    const told = clientOptions(params.initializationOptions);
    rulePages = told.rulePages ?? rulePages;
    ignoreFiles.start({
      reads: told.readsFiles === true,
      hasFolders: client.workspace?.workspaceFolders === true,
    });
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        completionProvider: { triggerCharacters: [...COMPLETION_TRIGGERS] },
        definitionProvider: true,
        codeLensProvider: {},
        ...(client.textDocument?.codeAction?.codeActionLiteralSupport
          ? { codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] } }
          : {}),
        ...(pulls
          ? {
              diagnosticProvider: {
                identifier: DIAGNOSTIC_SOURCE,
                interFileDependencies: false,
                workspaceDiagnostics: false,
              },
            }
          : {}),
      },
      serverInfo: { name: "dockerfile-stages" },
    };
  });

  connection.onInitialized(() => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: "**/.dockerignore" }, { globPattern: "**/*.dockerignore" }],
      });
  });
  connection.onDidChangeWatchedFiles(() => {
    ignoreFiles.changed();
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    documents.open(uri, languageId, version, text);
    if (!pulls) push.schedule(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    documents.change(uri, version, contentChanges);
    if (!pulls) push.schedule(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    settings.forget(uri);
    ignoreFiles.forget(uri);
    if (!pulls) push.clear(uri);
  });
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    settings.changed(sent);
    // They say which folder is the build context.
    ignoreFiles.changed();
    refreshDiagnostics(...documents.uris());
    if (client.workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type);
  });

  connection.onCompletion(
    requests.handle([], (context, { position }) => {
      const insertReplace = client.textDocument?.completion?.completionItem?.insertReplaceSupport === true;
      return completion(context, position, insertReplace);
    }),
  );
  connection.onDefinition(
    requests.handle([], (context, { position }) => {
      const links = definition(context, position);
      if (client.textDocument?.definition?.linkSupport) return links;
      return links.map(({ targetUri, targetSelectionRange }) => ({
        uri: targetUri,
        range: targetSelectionRange,
      }));
    }),
  );
  connection.onCodeAction(
    requests.handle([], (context, { range, context: { only } }) => {
      const support = {
        disabled: client.textDocument?.codeAction?.disabledSupport === true,
        documentChanges: client.workspace?.workspaceEdit?.documentChanges === true,
      };
      return codeActions(context, range, only, support, logRule);
    }),
  );
  connection.onCodeLens(requests.handle([], context => codeLenses(context)));
  const answerDiagnostics = requests.handle(NO_DIAGNOSTICS, (context): DocumentDiagnosticReport => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: diagnostics(context, logRule),
  }));
  connection.languages.diagnostics.on(async (params, token) => {
    const { uri } = params.textDocument;
    if (documents.version(uri) !== null) await ignoreFiles.of(uri);
    return answerDiagnostics(params, token);
  });
  connection.onRequest(
    MODEL_REQUEST,
    requests.handle(EMPTY_MODEL, (context, params: ModelParams) => modelAnswer(context, params)),
  );
  connection.onRequest(
    INSTRUCTIONS_REQUEST,
    requests.handle({ instructions: [] }, context => instructionsAnswer(context)),
  );
  connection.listen();
}

/** What a client may say of itself in its initialization options. */
function clientOptions(options: unknown): Partial<ClientOptions> {
  const { readsFiles, rulePages } = (options ?? {}) as Record<keyof ClientOptions, unknown>;
  return {
    readsFiles: readsFiles === true,
    ...(typeof rulePages === "string" ? { rulePages } : {}),
  };
}
