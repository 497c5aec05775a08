/** What the server hears of texts: Dockerfiles and files around them are opened, typed into and closed. */
import type { Connection } from "vscode-languageserver";
import { mayBeAround } from "../shared/filePatterns";
import { createOpenTexts } from "../workspace/openTexts";
import type { Stores } from "../stores";
import type { AroundChecks } from "./aroundChecks";
import type { BasicFeatures } from "./basics";
import type { Changes } from "./changes";
import type { DiagnosticsPush } from "./diagnosticsPush";

/** Whatever a document in this language is called, it is a Dockerfile. */
const LANGUAGE = "dockerfile";

export interface TextListener {
  readonly connection: Connection;
  readonly stores: Stores;
  /** To be called before a text is read, with its length. */
  readonly willRead: ((length: number) => void) | undefined;
  readonly aroundChecks: AroundChecks;
  /** Whether the client asks for the problems of files around; to others they are sent. */
  readonly pullsAround: boolean;
  readonly basics: BasicFeatures;
  readonly changes: Changes;
  /** Null for a client that asks for diagnostics. */
  readonly push: DiagnosticsPush | null;
}

export function hearTextDocuments(listener: TextListener): void {
  const { connection, stores, aroundChecks, basics, changes, push } = listener;
  const { documents, uses, linkedBuilds } = stores;
  const openTexts = createOpenTexts();
  const isAround = (uri: string) => uses.takes(uri) || mayBeAround(uri);

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    if (languageId !== LANGUAGE && isAround(uri)) {
      openTexts.open(uri, languageId, version, text);
      uses.typed(uri, text);
      aroundChecks.open(uri);
      return;
    }
    listener.willRead?.(text.length);
    documents.open(uri, languageId, version, text);
    linkedBuilds.touched([uri]);
    basics.look();
    // Diagnostics are what is asked for first, and they wait for it.
    void stores.ignoreFiles.of(uri);
    push?.schedule(uri);
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
    push?.schedule(uri);
  });

  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    if (documents.version(uri) === null) {
      openTexts.close(uri);
      if (isAround(uri)) uses.typed(uri, null);
      if (aroundChecks.has(uri) && !listener.pullsAround)
        void connection.sendDiagnostics({ uri, diagnostics: [] });
      aroundChecks.close(uri);
      return;
    }
    documents.close(uri);
    linkedBuilds.forget(uri);
    linkedBuilds.touched([uri]);
    stores.settings.forget(uri);
    stores.ignoreFiles.forget(uri);
    stores.contextFiles.forget(uri);
    stores.buildContexts.forget(uri);
    stores.builds.forget(uri);
    changes.forget(uri);
    push?.clear(uri);
  });
}
