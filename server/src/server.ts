/** The language server: what serves a client, of what it keeps, and what it hears. */
import type { InitializeParams } from "vscode-languageserver-protocol";
import type { Connection } from "vscode-languageserver";
import type { Use } from "./around/use";
import { createAroundChecks } from "./serve/aroundChecks";
import type { AroundChecks } from "./serve/aroundChecks";
import { serveAroundFiles } from "./serve/aroundFiles";
import type { AroundFiles } from "./serve/aroundFiles";
import { aroundRegistrations } from "./serve/aroundRegistration";
import { createBasics, serveBasics } from "./serve/basics";
import { serveBuildCosts } from "./serve/buildCosts";
import { serveCallHierarchy } from "./serve/callHierarchy";
import { createChanges } from "./serve/changes";
import { serveCodeActions } from "./serve/codeActions";
import { serveCodeLens } from "./serve/codeLens";
import { serveCompletion } from "./serve/completion";
import { serveConversion } from "./serve/conversion";
import { serveDiagnostics } from "./serve/diagnostics";
import { createDiagnosticsPush } from "./serve/diagnosticsPush";
import { serveDocumentLinks } from "./serve/documentLinks";
import { serveHover } from "./serve/hover";
import { serveInlayHints } from "./serve/inlayHints";
import { linkedDockerfiles, linkedHandlers } from "./serve/linkedDockerfiles";
import { serveMissingSource } from "./serve/missingSource";
import { serveModel } from "./serve/model";
import { serveNavigation } from "./serve/navigation";
import { serveProjects } from "./serve/projects";
import { serveRename } from "./serve/rename";
import { serveSemanticTokens } from "./serve/semanticTokens";
import type { Serve } from "./serve/service";
import { serveStructure } from "./serve/structure";
import { serveSymbols } from "./serve/symbols";
import { hearTextDocuments } from "./serve/textDocuments";
import { serveUses } from "./serve/uses";
import { hearWatched } from "./serve/watched";
import type { LinkedDockerfiles } from "./features/linkedStages";
import { createStores } from "./stores";
import type { Stores } from "./stores";
import { createClientRequests } from "./transport/clientRequests";
import type { ClientRequests } from "./transport/clientRequests";
import { readClientOptions } from "./transport/clientOptions";
import type { Host } from "./workspace/ignoreFiles";

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

/** Serves a client that has been answered `initialize`. `host` reads files; without one the client is asked for them, if it can. */
export function serve(connection: Connection, params: InitializeParams, host: Host | null): void {
  const client = params.capabilities;
  const clientOptions = readClientOptions(params.initializationOptions);
  const clientRequests = createClientRequests(connection, client);
  const stores = createStores(
    { connection, params, clientOptions, host },
    {
      onSettings: uri => {
        changes.diagnostics(uri);
        basics.look();
      },
      onContext: uri => {
        changes.context(uri);
      },
      onUses: () => {
        changes.uses();
      },
      // What is typed in the files around a Dockerfile counts, and they are served, as soon as somebody knows which those are.
      onUsesReady: () => {
        for (const registration of aroundRegistrations(client)) clientRequests.registerAs(registration);
      },
      onLinks: uri => {
        changes.diagnostics(uri);
      },
    },
  );
  const { documents, settings, ignoreFiles, around, builds } = stores;
  const onThrow = (rule: { id: string }, error: unknown) => {
    connection.console.error(`Rule ${rule.id} failed: ${String(error)}`);
  };
  const push =
    client.textDocument?.diagnostic === undefined
      ? createDiagnosticsPush(connection, documents, settings, ignoreFiles, around, builds, onThrow)
      : null;
  const pullsAround = client.textDocument?.diagnostic?.dynamicRegistration === true;
  const aroundChecks = checksOf(stores, connection, pullsAround ? clientRequests : null, onThrow);
  const basics = createBasics(connection, documents, settings, client);
  const tellsUses = clientOptions.choosesUses === true;
  const changes = createChanges({ connection, clientRequests, ...stores, aroundChecks, push, tellsUses });
  const linkedWith = linksOf(stores);
  const service = {
    connection,
    host,
    ...stores,
    handleLinked: linkedHandlers(stores.requests, linkedWith, stores.inline),
    linkedWith,
    choicesChanged: changes.uses,
    costsChanged: changes.diagnostics,
    aroundFiles: aroundFilesOf(stores, linkedWith),
    aroundChecks,
    basics,
    client,
    clientOptions,
    onThrow,
  };
  for (const group of SERVED) group(service);
  const willRead = host?.willRead;
  hearTextDocuments({ connection, stores, willRead, aroundChecks, pullsAround, basics, changes, push });
  hearWatched({ connection, client, clientRequests, stores, aroundChecks, basics, changes });
}

/** The problems of files around; to clients that do not ask for them they are sent. */
function checksOf(
  stores: Stores,
  connection: Connection,
  asks: ClientRequests | null,
  onThrow: (rule: { id: string }, error: unknown) => void,
): AroundChecks {
  return createAroundChecks({
    ...stores,
    onThrow,
    log: message => {
      connection.console.error(message);
    },
    onDidChange: (uri, items) => {
      if (asks) asks.refresh("diagnostics");
      else void connection.sendDiagnostics({ uri, diagnostics: [...items] });
    },
  });
}

/** What has to do with a Dockerfile, also with one inside of another file: what is said of that leads there. */
function linksOf({
  uses,
  usesInForce,
  inline,
  dockerfiles,
}: Stores): (uri: string) => Promise<LinkedDockerfiles> {
  const placed = {
    of: async (use: Use) =>
      use.dockerfile.isInline ? ((await inline.of(use))?.context ?? null) : dockerfiles.of(use),
  };
  return uri => linkedDockerfiles(uri, { uses, usesInForce, dockerfiles: placed });
}

function aroundFilesOf(stores: Stores, linkedWith: (uri: string) => Promise<LinkedDockerfiles>): AroundFiles {
  const { documents, settings, builds, around } = stores;
  const readOpen = async (uri: string) => {
    const current = await settings.of(uri);
    await builds.read(uri);
    return documents.read(uri, current, around(uri));
  };
  return serveAroundFiles({ ...stores, readOpen, linkedWith });
}
