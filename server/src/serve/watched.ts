/** What the server hears of files and settings beside the texts that are open. */
import type { ClientCapabilities } from "vscode-languageserver-protocol";
import type { Connection } from "vscode-languageserver";
import type { Stores } from "../stores";
import type { ClientRequests } from "../transport/clientRequests";
import { PROJECT_FILE_PATTERN, isProjectFile } from "../workspace/projectFiles";
import { SECTION } from "../workspace/settings";
import type { AroundChecks } from "./aroundChecks";
import type { BasicFeatures } from "./basics";
import type { Changes } from "./changes";

export interface WatchListener {
  readonly connection: Connection;
  readonly client: ClientCapabilities;
  readonly clientRequests: ClientRequests;
  readonly stores: Stores;
  readonly aroundChecks: AroundChecks;
  readonly basics: BasicFeatures;
  readonly changes: Changes;
}

/** Hears of them, and has the client watch those that nobody would else. */
export function hearWatched(listener: WatchListener): void {
  const { connection, clientRequests, stores, aroundChecks, changes } = listener;
  const { documents, ignoreFiles, buildContexts, linkedBuilds, uses } = stores;
  const { didChangeConfiguration, didChangeWatchedFiles } = listener.client.workspace ?? {};

  connection.onInitialized(() => {
    // Whoever opens a file around a Dockerfile first has no Dockerfile open.
    uses.wanted();
    if (didChangeConfiguration?.dynamicRegistration)
      clientRequests.register("workspace/didChangeConfiguration", { section: SECTION });
    const patterns = ["**/.dockerignore", "**/*.dockerignore", PROJECT_FILE_PATTERN];
    const watchers = patterns.map(globPattern => ({ globPattern }));
    if (didChangeWatchedFiles?.dynamicRegistration)
      clientRequests.register("workspace/didChangeWatchedFiles", { watchers });
  });

  connection.onDidChangeWatchedFiles(({ changes: files }) => {
    const uris = files.map(({ uri }) => uri);
    const isIgnoreFile = (uri: string) => uri.endsWith(".dockerignore");
    if (uris.length === 0 || uris.some(isIgnoreFile)) ignoreFiles.changed();
    if (uris.some(isProjectFile)) {
      stores.projectFiles.changed();
      aroundChecks.changed();
      changes.diagnostics(...documents.uris());
    }
    buildContexts.changed();
    linkedBuilds.touched(uris);
    uses.changed(uris.filter(uri => !isIgnoreFile(uri) && !isProjectFile(uri)));
  });

  connection.onDidChangeConfiguration(({ settings: sent }) => {
    stores.settings.changed(sent);
    // They say which folder is the build context.
    ignoreFiles.changed();
    buildContexts.changed();
    aroundChecks.changed();
    changes.diagnostics(...documents.uris());
    listener.basics.look();
    clientRequests.refresh("codeLens", "inlayHint", "semanticTokens");
  });
}
