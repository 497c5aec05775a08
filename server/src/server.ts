/** The language server: what it serves, and what it hears of documents and settings. */
import type { InitializeParams, RegistrationParams } from "vscode-languageserver-protocol";
import { readClientOptions } from "./transport/clientOptions";
import { createBuildContexts } from "./workspace/buildContexts";
import { createContextFiles } from "./workspace/contextFiles";
import { createLinkedBuilds } from "./workspace/linkedBuilds";
import { createConversions } from "./workspace/conversions";
import { createKnownCosts } from "./workspace/buildCosts";
import { createDocuments } from "./workspace/documents";
import { createDiagnosticsPush } from "./serve/diagnosticsPush";
import { inlineContextFolder } from "./workspace/inlineContext";
import { createInlineDockerfiles } from "./workspace/inlineDockerfiles";
import { createIgnoreFiles } from "./workspace/ignoreFiles";
import { createOpenTexts } from "./workspace/openTexts";
import type { Host } from "./workspace/ignoreFiles";
import { filesAround } from "./workspace/knownFiles";
import type { Use } from "./around/use";
import { createRequests } from "./transport/requests";
import { serveBuildCosts } from "./serve/buildCosts";
import { createBasics, serveBasics } from "./serve/basics";
import { serveCallHierarchy } from "./serve/callHierarchy";
import { serveCodeActions } from "./serve/codeActions";
import { serveCodeLens } from "./serve/codeLens";
import { serveConversion } from "./serve/conversion";
import { serveCompletion } from "./serve/completion";
import { serveDiagnostics } from "./serve/diagnostics";
import { serveDocumentLinks } from "./serve/documentLinks";
import { serveInlayHints } from "./serve/inlayHints";
import { serveHover } from "./serve/hover";
import { serveMissingSource } from "./serve/missingSource";
import { serveModel } from "./serve/model";
import { serveNavigation } from "./serve/navigation";
import { serveProjects } from "./serve/projects";
import { serveRename } from "./serve/rename";
import { serveSemanticTokens } from "./serve/semanticTokens";
import type { Serve } from "./serve/service";
import { serveStructure } from "./serve/structure";
import { serveSymbols } from "./serve/symbols";
import type { Connection } from "vscode-languageserver";
import { usesAnswer } from "./features/usesAnswer";
import { USES_CHANGED_NOTIFICATION } from "./protocol";
import type { UsesChangedParams } from "./protocol";
import { linkedDockerfiles, linkedHandlers } from "./serve/linkedDockerfiles";
import { serveUses } from "./serve/uses";
import { createUsesInForce } from "./workspace/usesInForce";
import { createBuildsAround } from "./workspace/buildsAround";
import { createUses } from "./workspace/uses";
import { readText } from "./workspace/readText";
import { createAroundChecks } from "./serve/aroundChecks";
import { serveAroundFiles } from "./serve/aroundFiles";
import { createAroundDockerfiles } from "./workspace/aroundDockerfiles";
import type { ReadDockerfile } from "./workspace/aroundDockerfiles";
import { aroundRegistrations } from "./serve/aroundRegistration";
import { mayBeAround } from "./shared/filePatterns";
import { PROJECT_FILE_PATTERN, createProjectFiles, isProjectFile } from "./workspace/projectFiles";
import { createSettingsStore } from "./workspace/settingsStore";
import type { SettingsStore } from "./workspace/settingsStore";
import { loadChunk } from "./transport/loadChunk";
import { withinTime } from "./transport/withinTime";
import { createSnippetFiles } from "./workspace/snippetFiles";
import { SECTION } from "./workspace/settings";

/** A client that does not answer has no project file. */
const LONGEST_READING_MS = 1_000;

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
  serveMissingSource,
  serveModel,
  serveConversion,
  serveProjects,
  serveUses,
  serveBuildCosts,
  serveBasics,
];

/** Whatever a document in this language is called, it is a Dockerfile. */
const LANGUAGE = "dockerfile";

/** Serves a client that has been answered `initialize`. `host` reads files; without one the client is asked for them, if it can. */
export function serve(connection: Connection, params: InitializeParams, host: Host | null): void {
  const client = params.capabilities;
  const clientOptions = readClientOptions(params.initializationOptions);
  const rulePages = clientOptions.rulePages ?? host?.rulePages ?? null;
  const fileReaders = { connection, host, clientReads: clientOptions.readsFiles === true };
  const uses = createUses(connection, params, clientOptions, host, {
    onDidChange: usesChanged,
    onReady: registerAround,
  });
  const usesInForce = createUsesInForce(uses);
  const buildsAround = createBuildsAround(usesInForce, uses);
  const told = new Map<string, string>();
  const documents = createDocuments(() => rulePages, host?.machine ?? null, buildsAround);
  const clientSettings = createSettingsStore(connection, uri => {
    refreshDiagnostics(uri);
    basics.look();
  });
  const projectFiles = createProjectFiles({
    textOf: uri => withinTime(readText(fileReaders, uri), LONGEST_READING_MS, null),
    load: () => loadChunk(connection, () => import("./workspace/projectFile")),
    onFaults: (uri, faults) => {
      for (const { line, message } of faults) connection.console.warn(`${uri}:${line}: ${message}`);
    },
  });
  const settings: SettingsStore = {
    ...clientSettings,
    of: async uri => projectFiles.settingsFor(uri, await clientSettings.of(uri)),
  };
  const ignoreFiles = createIgnoreFiles(
    connection,
    settings,
    host,
    contextChanged,
    buildsAround,
    usesInForce.contextOf,
  );
  const contextFiles = createContextFiles(connection, ignoreFiles, host);
  const buildContexts = createBuildContexts(contextFiles, ignoreFiles, contextChanged);
  const readDockerfile: ReadDockerfile = async path => {
    const uri = uses.uriOf(path);
    if (uri === null) return null;
    const text = documents.textOf(uri) ?? (await readText(fileReaders, uri));
    return text === null ? null : { uri, text };
  };
  const dockerfiles = createAroundDockerfiles(readDockerfile, settings.of, rulePages);
  const machine = host?.machine ?? null;
  const linkedBuilds = createLinkedBuilds({ uses, usesInForce, dockerfiles, machine }, refreshDiagnostics);
  const costs = createKnownCosts();
  const around = filesAround(ignoreFiles, buildContexts, linkedBuilds, costs);
  const snippetFiles = createSnippetFiles(connection, host);
  const conversions = createConversions(connection, ignoreFiles, host);
  const inline = createInlineDockerfiles(
    uses,
    buildsAround,
    settings.of,
    rulePages,
    machine,
    async buildContext => {
      await ignoreFiles.of(buildContext);
      return around(buildContext);
    },
    linkedBuilds,
  );
  const requests = createRequests(connection, documents, settings, around, inline, linkedBuilds);
  const push = createDiagnosticsPush(
    connection,
    documents,
    settings,
    ignoreFiles,
    around,
    linkedBuilds,
    logRule,
  );
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

  /** Another thing is known of the build context of a Dockerfile, or of those inside of files. */
  function contextChanged(uri: string): void {
    if (inlineContextFolder(uri)) aroundChecks.changed();
    else refreshDiagnostics(uri);
  }

  /** Another use of a Dockerfile may be in force, or there are others: what is said of it follows. */
  function usesChanged(): void {
    const uris = documents.uris();
    // The use in force says which folder is the build context.
    for (const uri of uris) contextFiles.forget(uri);
    ignoreFiles.changed();
    buildContexts.changed();
    linkedBuilds.changed();
    refreshDiagnostics(...uris);
    aroundChecks.changed();
    const { codeLens, inlayHint } = client.workspace ?? {};
    if (codeLens?.refreshSupport) request("workspace/codeLens/refresh");
    if (inlayHint?.refreshSupport) request("workspace/inlayHint/refresh");
    const params: UsesChangedParams = { uris: uris.filter(isTold) };
    if (clientOptions.choosesUses && params.uris.length > 0)
      void connection.sendNotification(USES_CHANGED_NOTIFICATION, params);
  }

  /** Whether the client has to be told of the uses of a document: they are others than before. */
  function isTold(uri: string): boolean {
    const answer = JSON.stringify(usesAnswer(uri, { ...uses, ...usesInForce }));
    if (told.get(uri) === answer) return false;
    told.set(uri, answer);
    return true;
  }

  /** What is typed in the files around a Dockerfile counts, and they are served, as soon as somebody knows which those are. */
  function registerAround(): void {
    for (const each of aroundRegistrations(client))
      request("client/registerCapability", { registrations: [each] });
  }

  settings.start(client.workspace?.configuration === true, params.initializationOptions);
  ignoreFiles.start({
    reads: clientOptions.readsFiles === true,
    hasFolders: client.workspace?.workspaceFolders === true,
  });
  contextFiles.start(clientOptions.readsFolders === true);
  snippetFiles.start(clientOptions);
  conversions.start(clientOptions);
  const readOpen = async (uri: string) => {
    const current = await settings.of(uri);
    await linkedBuilds.read(uri);
    return documents.read(uri, current, around(uri));
  };
  // What is said of a Dockerfile inside of another file leads there.
  const placed = {
    of: async (use: Use) =>
      use.dockerfile.isInline ? ((await inline.of(use))?.context ?? null) : dockerfiles.of(use),
  };
  const linkedWith = (uri: string) => linkedDockerfiles(uri, { uses, usesInForce, dockerfiles: placed });
  const aroundFiles = serveAroundFiles({
    uses,
    usesInForce,
    documents,
    dockerfiles,
    inline,
    settings,
    readOpen,
    linkedWith,
  });
  const pullsAround = client.textDocument?.diagnostic?.dynamicRegistration === true;
  const aroundChecks = createAroundChecks({
    uses,
    settings,
    dockerfiles,
    inline,
    rulePages,
    onThrow: logRule,
    log: message => {
      connection.console.error(message);
    },
    onDidChange: (uri, items) => {
      if (!pullsAround) void connection.sendDiagnostics({ uri, diagnostics: [...items] });
      else if (client.workspace?.diagnostics?.refreshSupport) request("workspace/diagnostic/refresh");
    },
  });
  const basics = createBasics(connection, documents, settings, client);
  const service = {
    connection,
    host,
    requests,
    documents,
    ignoreFiles,
    contextFiles,
    snippetFiles,
    conversions,
    uses,
    usesInForce,
    handleLinked: linkedHandlers(requests, linkedWith, inline),
    inline,
    linkedWith,
    dockerfiles,
    choicesChanged: usesChanged,
    costs,
    costsChanged: (uri: string) => {
      refreshDiagnostics(uri);
    },
    aroundFiles,
    aroundChecks,
    basics,
    client,
    clientOptions,
    onThrow: logRule,
  };
  for (const group of SERVED) group(service);

  const isAround = (uri: string) => uses.takes(uri) || mayBeAround(uri);
  const openTexts = createOpenTexts();

  connection.onInitialized(() => {
    // Whoever opens a file around a Dockerfile first has no Dockerfile open.
    uses.wanted();
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration)
      register("workspace/didChangeConfiguration", { section: SECTION });
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration)
      register("workspace/didChangeWatchedFiles", {
        watchers: ["**/.dockerignore", "**/*.dockerignore", PROJECT_FILE_PATTERN].map(globPattern => ({
          globPattern,
        })),
      });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const uris = changes.map(({ uri }) => uri);
    const isIgnoreFile = (uri: string) => uri.endsWith(".dockerignore");
    if (uris.length === 0 || uris.some(isIgnoreFile)) ignoreFiles.changed();
    if (uris.some(isProjectFile)) {
      projectFiles.changed();
      aroundChecks.changed();
      refreshDiagnostics(...documents.uris());
    }
    buildContexts.changed();
    linkedBuilds.touched(uris);
    uses.changed(uris.filter(uri => !isIgnoreFile(uri) && !isProjectFile(uri)));
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    if (languageId !== LANGUAGE && isAround(uri)) {
      openTexts.open(uri, languageId, version, text);
      uses.typed(uri, text);
      aroundChecks.open(uri);
      return;
    }
    host?.willRead?.(text.length);
    documents.open(uri, languageId, version, text);
    linkedBuilds.touched([uri]);
    basics.look();
    // Diagnostics are what is asked for first, and they wait for it.
    void ignoreFiles.of(uri);
    if (!pulls()) push.schedule(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    if (documents.version(uri) === null) {
      const text = openTexts.change(uri, version, contentChanges);
      if (text !== null && isAround(uri)) uses.typed(uri, text);
      return;
    }
    documents.change(uri, version, contentChanges);
    linkedBuilds.touched([uri]);
    aroundChecks.changed();
    if (!pulls()) push.schedule(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    if (documents.version(uri) === null) {
      openTexts.close(uri);
      if (isAround(uri)) uses.typed(uri, null);
      if (aroundChecks.has(uri) && !pullsAround) void connection.sendDiagnostics({ uri, diagnostics: [] });
      aroundChecks.close(uri);
      return;
    }
    documents.close(uri);
    linkedBuilds.forget(uri);
    linkedBuilds.touched([uri]);
    settings.forget(uri);
    ignoreFiles.forget(uri);
    contextFiles.forget(uri);
    buildContexts.forget(uri);
    told.delete(uri);
    if (!pulls()) push.clear(uri);
  });
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    settings.changed(sent);
    // They say which folder is the build context.
    ignoreFiles.changed();
    buildContexts.changed();
    aroundChecks.changed();
    refreshDiagnostics(...documents.uris());
    basics.look();
    const { codeLens, inlayHint, semanticTokens } = client.workspace ?? {};
    if (codeLens?.refreshSupport) request("workspace/codeLens/refresh");
    if (inlayHint?.refreshSupport) request("workspace/inlayHint/refresh");
    if (semanticTokens?.refreshSupport) request("workspace/semanticTokens/refresh");
  });
}
