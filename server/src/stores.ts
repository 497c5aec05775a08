/** What the server keeps of a client: documents, settings, the files around them, and what follows from these. */
import type { InitializeParams } from "vscode-languageserver-protocol";
import type { Connection } from "vscode-languageserver";
import type { ClientOptions } from "./protocol";
import { loadChunk } from "./transport/loadChunk";
import { createRequests } from "./transport/requests";
import type { Requests } from "./transport/requests";
import { withinTime } from "./transport/withinTime";
import { createAroundDockerfiles } from "./workspace/aroundDockerfiles";
import type { AroundDockerfiles, ReadDockerfile } from "./workspace/aroundDockerfiles";
import { createBuildContexts } from "./workspace/buildContexts";
import type { BuildContexts } from "./workspace/buildContexts";
import { createKnownCosts } from "./workspace/buildCosts";
import type { KnownCosts } from "./workspace/buildCosts";
import { createBuildsAround } from "./workspace/buildsAround";
import { createContextFiles } from "./workspace/contextFiles";
import type { ContextFiles } from "./workspace/contextFiles";
import { createConversions } from "./workspace/conversions";
import type { Conversions } from "./workspace/conversions";
import { createDocuments } from "./workspace/documents";
import type { Documents } from "./workspace/documents";
import { createIgnoreFiles } from "./workspace/ignoreFiles";
import type { Host, IgnoreFiles } from "./workspace/ignoreFiles";
import { createInlineDockerfiles } from "./workspace/inlineDockerfiles";
import type { InlineDockerfiles } from "./workspace/inlineDockerfiles";
import { filesAround } from "./workspace/knownFiles";
import type { FilesAround } from "./workspace/knownFiles";
import { createKnownBuilds } from "./workspace/knownBuilds";
import type { BuildKnowledge } from "./workspace/knownBuilds";
import { createLinkedBuilds } from "./workspace/linkedBuilds";
import type { LinkedBuilds } from "./workspace/linkedBuilds";
import { createProjectFiles } from "./workspace/projectFiles";
import type { ProjectFiles } from "./workspace/projectFiles";
import { readText } from "./workspace/readText";
import { createSettingsStore } from "./workspace/settingsStore";
import type { SettingsStore } from "./workspace/settingsStore";
import { createSnippetFiles } from "./workspace/snippetFiles";
import type { SnippetFiles } from "./workspace/snippetFiles";
import { createUses } from "./workspace/uses";
import type { Uses } from "./workspace/uses";
import { createUsesInForce } from "./workspace/usesInForce";
import type { UsesInForce } from "./workspace/usesInForce";

/** A client that does not answer has no project file. */
const LONGEST_READING_MS = 1_000;

export interface Stores {
  readonly documents: Documents;
  readonly settings: SettingsStore;
  readonly projectFiles: ProjectFiles;
  readonly ignoreFiles: IgnoreFiles;
  readonly contextFiles: ContextFiles;
  readonly buildContexts: BuildContexts;
  readonly uses: Uses;
  readonly usesInForce: UsesInForce;
  readonly dockerfiles: AroundDockerfiles;
  readonly linkedBuilds: LinkedBuilds;
  readonly builds: BuildKnowledge;
  readonly inline: InlineDockerfiles;
  readonly costs: KnownCosts;
  readonly snippetFiles: SnippetFiles;
  readonly conversions: Conversions;
  readonly requests: Requests;
  /** What is known of the files around a document at the moment. */
  readonly around: FilesAround;
  /** Where the pages of rules are; null where the client has none. */
  readonly rulePages: string | null;
}

/** Who is served, and what reads files; without a host the client is asked for them, if it can. */
export interface Served {
  readonly connection: Connection;
  readonly params: InitializeParams;
  readonly clientOptions: Partial<ClientOptions>;
  readonly host: Host | null;
}

/** Who hears that something else is known than before. */
export interface StoreListeners {
  /** Settings of a document came later than they were waited for. */
  readonly onSettings: (uri: string) => void;
  /** The build context of a Dockerfile, or of those inside of a file. */
  readonly onContext: (uri: string) => void;
  /** The uses of Dockerfiles, or those in force. */
  readonly onUses: () => void;
  /** Which files are around Dockerfiles is known. */
  readonly onUsesReady: () => void;
  /** What the build in force takes from other Dockerfiles. */
  readonly onLinks: (uri: string) => void;
}

/** The stores of one server, started: they read when they are first asked. */
export function createStores(
  { connection, params, clientOptions, host }: Served,
  listeners: StoreListeners,
): Stores {
  const rulePages = clientOptions.rulePages ?? host?.rulePages ?? null;
  const machine = host?.machine ?? null;
  const fileReaders = { connection, host, clientReads: clientOptions.readsFiles === true };
  const uses = createUses(connection, params, clientOptions, host, {
    onDidChange: listeners.onUses,
    onReady: listeners.onUsesReady,
  });
  const usesInForce = createUsesInForce(uses);
  const buildsAround = createBuildsAround(usesInForce, uses);
  const documents = createDocuments(() => rulePages, machine, buildsAround);
  const clientSettings = createSettingsStore(connection, listeners.onSettings);
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
  const { onContext } = listeners;
  const ignoreFiles = createIgnoreFiles(
    connection,
    settings,
    host,
    onContext,
    buildsAround,
    usesInForce.contextOf,
  );
  const contextFiles = createContextFiles(connection, ignoreFiles, host);
  const buildContexts = createBuildContexts(contextFiles, ignoreFiles, onContext);
  const readDockerfile: ReadDockerfile = async path => {
    const uri = uses.uriOf(path);
    if (uri === null) return null;
    const text = documents.textOf(uri) ?? (await readText(fileReaders, uri));
    return text === null ? null : { uri, text };
  };
  const dockerfiles = createAroundDockerfiles(readDockerfile, settings.of, rulePages);
  const linkedBuilds = createLinkedBuilds({ uses, usesInForce, dockerfiles, machine }, listeners.onLinks);
  const costs = createKnownCosts();
  const builds = createKnownBuilds({ buildsAround, linkedBuilds, ignoreFiles, buildContexts });
  const around = filesAround(ignoreFiles, buildContexts, linkedBuilds, builds, costs);
  const readAround = async (uri: string) => {
    await ignoreFiles.of(uri);
    return around(uri);
  };
  const inline = createInlineDockerfiles(
    uses,
    buildsAround,
    settings.of,
    rulePages,
    machine,
    readAround,
    linkedBuilds,
  );
  const snippetFiles = createSnippetFiles(connection, host);
  const conversions = createConversions(connection, ignoreFiles, host);
  const client = params.capabilities;
  settings.start(client.workspace?.configuration === true, params.initializationOptions);
  ignoreFiles.start({
    reads: clientOptions.readsFiles === true,
    hasFolders: client.workspace?.workspaceFolders === true,
  });
  contextFiles.start(clientOptions.readsFolders === true);
  snippetFiles.start(clientOptions);
  conversions.start(clientOptions);
  return {
    documents,
    settings,
    projectFiles,
    ignoreFiles,
    contextFiles,
    buildContexts,
    uses,
    usesInForce,
    dockerfiles,
    linkedBuilds,
    builds,
    inline,
    costs,
    snippetFiles,
    conversions,
    requests: createRequests(connection, documents, settings, around, inline, builds),
    around,
    rulePages,
  };
}
