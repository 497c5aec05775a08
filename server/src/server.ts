/** The language server: what it serves, and what it hears of documents and settings. */
import {
  CodeLensRefreshRequest,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  InlayHintRefreshRequest,
  SemanticTokensRefreshRequest,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type {
  ClientCapabilities,
  Connection,
  InitializeResult,
  ServerCapabilities,
} from "vscode-languageserver";
import { createContextFiles } from "./workspace/contextFiles";
import { createConversions } from "./workspace/conversions";
import { createDocuments } from "./workspace/documents";
import type { ClientOptions } from "./protocol";
import { createDiagnosticsPush } from "./serve/diagnosticsPush";
import { createIgnoreFiles } from "./workspace/ignoreFiles";
import type { Host } from "./workspace/ignoreFiles";
import { createRequests } from "./transport/requests";
import { serveCallHierarchy } from "./serve/callHierarchy";
import { serveCodeActions } from "./serve/codeActions";
import { serveCodeLens } from "./serve/codeLens";
import { serveConversion } from "./serve/conversion";
import { serveCompletion } from "./serve/completion";
import { serveDiagnostics } from "./serve/diagnostics";
import { serveDocumentLinks } from "./serve/documentLinks";
import { serveInlayHints } from "./serve/inlayHints";
import { serveHover } from "./serve/hover";
import { serveModel } from "./serve/model";
import { serveNavigation } from "./serve/navigation";
import { serveRename } from "./serve/rename";
import { serveSemanticTokens } from "./serve/semanticTokens";
import type { Serve } from "./serve/service";
import { serveStructure } from "./serve/structure";
import { serveSymbols } from "./serve/symbols";
import { createSettingsStore } from "./workspace/settingsStore";
import { createSnippetFiles } from "./workspace/snippetFiles";
import { SECTION } from "./workspace/settings";
import { useTexts } from "./transport/texts";

const SERVED: readonly Serve[] = [
  serveCompletion,
  serveHover,
  serveNavigation,
  serveCallHierarchy,
  serveRename,
  serveCodeLens,
  serveCodeActions,
  serveDiagnostics,
  serveSymbols,
  serveStructure,
  serveSemanticTokens,
  serveInlayHints,
  serveDocumentLinks,
  serveModel,
  serveConversion,
];

/** Serves a connection until it closes. `host` reads files; without one the client is asked for them, if it can. */
export function startServer(connection: Connection, host: Host | null): void {
  let rulePages = host?.rulePages ?? null;
  const documents = createDocuments(() => rulePages);
  const settings = createSettingsStore(connection);
  const ignoreFiles = createIgnoreFiles(connection, settings, host, refreshDiagnostics);
  const contextFiles = createContextFiles(connection, ignoreFiles, host);
  const snippetFiles = createSnippetFiles(connection, host);
  const conversions = createConversions(connection, ignoreFiles, host);
  const requests = createRequests(connection, documents, settings, ignoreFiles);
  const push = createDiagnosticsPush(connection, documents, settings, ignoreFiles, logRule);
  let client: ClientCapabilities = {};
  const pulls = () => client.textDocument?.diagnostic !== undefined;

  function logRule(rule: { id: string }, error: unknown): void {
    connection.console.error(`Rule ${rule.id} failed: ${String(error)}`);
  }

  function refreshDiagnostics(...uris: string[]): void {
    if (!pulls()) for (const uri of uris) push.schedule(uri);
    else if (client.workspace?.diagnostics?.refreshSupport)
      void connection.sendRequest(DiagnosticRefreshRequest.type);
  }

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    settings.start(client.workspace?.configuration === true, params.initializationOptions);
    const clientOptions = readClientOptions(params.initializationOptions);
    useTexts(clientOptions.texts);
    rulePages = clientOptions.rulePages ?? rulePages;
    ignoreFiles.start({
      reads: clientOptions.readsFiles === true,
      hasFolders: client.workspace?.workspaceFolders === true,
    });
    contextFiles.start(clientOptions.readsFolders === true);
    snippetFiles.start(clientOptions);
    conversions.start(clientOptions);
    const service = {
      connection,
      requests,
      documents,
      ignoreFiles,
      contextFiles,
      snippetFiles,
      conversions,
      client,
      clientOptions,
      onThrow: logRule,
    };
    const served = SERVED.map(serve => serve(service));
    return {
      capabilities: Object.assign(
        { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } },
        ...served,
      ) as ServerCapabilities,
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
    if (!pulls()) push.schedule(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    documents.change(uri, version, contentChanges);
    if (!pulls()) push.schedule(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    settings.forget(uri);
    ignoreFiles.forget(uri);
    contextFiles.forget(uri);
    if (!pulls()) push.clear(uri);
  });
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    settings.changed(sent);
    // They say which folder is the build context.
    ignoreFiles.changed();
    refreshDiagnostics(...documents.uris());
    const { codeLens, inlayHint, semanticTokens } = client.workspace ?? {};
    if (codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type);
    if (inlayHint?.refreshSupport) void connection.sendRequest(InlayHintRefreshRequest.type);
    if (semanticTokens?.refreshSupport) void connection.sendRequest(SemanticTokensRefreshRequest.type);
  });

  connection.listen();
}

/** What a client may say of itself in its initialization options. */
function readClientOptions(options: unknown): Partial<ClientOptions> {
  const {
    readsFiles,
    readsFolders,
    readsStages,
    tellsBuildCommands,
    rulePages,
    snippets,
    suggestCommand,
    commands,
    texts,
  } = (options ?? {}) as Record<keyof ClientOptions, unknown>;
  return {
    readsFiles: readsFiles === true,
    readsFolders: readsFolders === true,
    readsStages: readsStages === true,
    tellsBuildCommands: tellsBuildCommands === true,
    ...(Array.isArray(commands) ? { commands: commands.filter(command => typeof command === "string") } : {}),
    ...(typeof rulePages === "string" ? { rulePages } : {}),
    ...(typeof snippets === "string" ? { snippets } : {}),
    ...(typeof suggestCommand === "string" ? { suggestCommand } : {}),
    // Each text of it is looked at where it is taken over.
    ...(typeof texts === "object" && texts !== null ? { texts: texts as Record<string, string> } : {}),
  };
}
