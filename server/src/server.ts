/** The language server: what it serves, and what it hears of documents and settings. */
import type { InitializeParams, RegistrationParams } from "vscode-languageserver-protocol";
import { readClientOptions } from "./transport/clientOptions";
import { createBuildContexts } from "./workspace/buildContexts";
import { createContextFiles } from "./workspace/contextFiles";
import { createConversions } from "./workspace/conversions";
import { createDocuments } from "./workspace/documents";
import { createDiagnosticsPush } from "./serve/diagnosticsPush";
import { createIgnoreFiles } from "./workspace/ignoreFiles";
import type { Host } from "./workspace/ignoreFiles";
import { filesAround } from "./workspace/knownFiles";
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
import type { Connection } from "vscode-languageserver";
import { createSettingsStore } from "./workspace/settingsStore";
import { createSnippetFiles } from "./workspace/snippetFiles";
import { SECTION } from "./workspace/settings";

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

/** Serves a client that has been answered `initialize`. `host` reads files; without one the client is asked for them, if it can. */
export function serve(connection: Connection, params: InitializeParams, host: Host | null): void {
  const client = params.capabilities;
  const clientOptions = readClientOptions(params.initializationOptions);
  const rulePages = clientOptions.rulePages ?? host?.rulePages ?? null;
  const documents = createDocuments(() => rulePages, host?.machine ?? null);
  const settings = createSettingsStore(connection, refreshDiagnostics);
  const ignoreFiles = createIgnoreFiles(connection, settings, host, refreshDiagnostics);
  const contextFiles = createContextFiles(connection, ignoreFiles, host);
  const buildContexts = createBuildContexts(contextFiles, ignoreFiles, refreshDiagnostics);
  const around = filesAround(ignoreFiles, buildContexts);
  const snippetFiles = createSnippetFiles(connection, host);
  const conversions = createConversions(connection, ignoreFiles, host);
  const requests = createRequests(connection, documents, settings, around);
  const push = createDiagnosticsPush(connection, documents, settings, ignoreFiles, around, logRule);
  const pulls = () => client.textDocument?.diagnostic !== undefined;

  function logRule(rule: { id: string }, error: unknown): void {
    connection.console.error(`Rule ${rule.id} failed: ${String(error)}`);
  }

  /** Asks for what the client may refuse: then it goes without. */
  function request(method: string, params?: RegistrationParams): void {
    connection.sendRequest(method, params).catch((error: unknown) => {
      connection.console.warn(`The client has refused ${method}: ${String(error)}`);
    });
  }

  function register(method: string, registerOptions: object): void {
    request("client/registerCapability", { registrations: [{ id: method, method, registerOptions }] });
  }

  function refreshDiagnostics(...uris: string[]): void {
    if (!pulls()) for (const uri of uris) push.schedule(uri);
    else if (client.workspace?.diagnostics?.refreshSupport) request("workspace/diagnostic/refresh");
  }

  settings.start(client.workspace?.configuration === true, params.initializationOptions);
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
  for (const group of SERVED) group(service);

  connection.onInitialized(() => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration)
      register("workspace/didChangeConfiguration", { section: SECTION });
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration)
      register("workspace/didChangeWatchedFiles", {
        watchers: [{ globPattern: "**/.dockerignore" }, { globPattern: "**/*.dockerignore" }],
      });
  });
  connection.onDidChangeWatchedFiles(() => {
    ignoreFiles.changed();
    buildContexts.changed();
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    documents.open(uri, languageId, version, text);
    // Diagnostics are what is asked for first, and they wait for it.
    void ignoreFiles.of(uri);
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
    buildContexts.forget(uri);
    if (!pulls()) push.clear(uri);
  });
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    settings.changed(sent);
    // They say which folder is the build context.
    ignoreFiles.changed();
    buildContexts.changed();
    refreshDiagnostics(...documents.uris());
    const { codeLens, inlayHint, semanticTokens } = client.workspace ?? {};
    if (codeLens?.refreshSupport) request("workspace/codeLens/refresh");
    if (inlayHint?.refreshSupport) request("workspace/inlayHint/refresh");
    if (semanticTokens?.refreshSupport) request("workspace/semanticTokens/refresh");
  });
}
