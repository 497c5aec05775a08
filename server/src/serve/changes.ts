/** What the client is told, or has to ask for again, when something else is known than before. */
import type { Connection } from "vscode-languageserver";
import { usesAnswer } from "../features/usesAnswer";
import { USES_CHANGED_NOTIFICATION } from "../protocol";
import type { UsesChangedParams } from "../protocol";
import type { ClientRequests } from "../transport/clientRequests";
import type { BuildContexts } from "../workspace/buildContexts";
import type { ContextFiles } from "../workspace/contextFiles";
import type { Documents } from "../workspace/documents";
import type { IgnoreFiles } from "../workspace/ignoreFiles";
import { inlineContextFolder } from "../workspace/inlineContext";
import { otherContext } from "../workspace/otherContext";
import type { LinkedBuilds } from "../workspace/linkedBuilds";
import type { Uses } from "../workspace/uses";
import type { UsesInForce } from "../workspace/usesInForce";
import type { AroundChecks } from "./aroundChecks";
import type { DiagnosticsPush } from "./diagnosticsPush";

export interface ChangeSource {
  readonly connection: Connection;
  readonly clientRequests: ClientRequests;
  readonly documents: Documents;
  readonly contextFiles: ContextFiles;
  readonly ignoreFiles: IgnoreFiles;
  readonly buildContexts: BuildContexts;
  readonly linkedBuilds: LinkedBuilds;
  readonly uses: Uses;
  readonly usesInForce: UsesInForce;
  readonly aroundChecks: AroundChecks;
  /** Null for a client that asks for diagnostics. */
  readonly push: DiagnosticsPush | null;
  /** Whether the client wants to hear of uses. */
  readonly tellsUses: boolean;
}

export interface Changes {
  /** Something else is to be said of these documents. */
  readonly diagnostics: (...uris: string[]) => void;
  /** Another thing is known of the build context of a Dockerfile, or of those inside of files. */
  readonly context: (uri: string) => void;
  /** Another use of a Dockerfile may be in force, or there are others: what is said of it follows. */
  readonly uses: () => void;
  /** A document has closed: whoever opens it again is told anew. */
  readonly forget: (uri: string) => void;
}

export function createChanges(source: ChangeSource): Changes {
  const { documents, clientRequests, aroundChecks, push, uses, usesInForce } = source;
  /** What the client knows of the uses of a document. */
  const told = new Map<string, string>();

  function diagnostics(...uris: string[]): void {
    if (push === null) clientRequests.refresh("diagnostics");
    else for (const uri of uris) push.schedule(uri);
  }

  /** Whether the client has to be told of the uses of a document: they are others than before. */
  function isTold(uri: string): boolean {
    const answer = JSON.stringify(usesAnswer(uri, { ...uses, ...usesInForce }));
    if (told.get(uri) === answer) return false;
    told.set(uri, answer);
    return true;
  }

  function usesChanged(): void {
    const uris = documents.uris();
    // The use in force says which folder is the build context.
    for (const uri of uris) source.contextFiles.forget(uri);
    source.ignoreFiles.changed();
    source.buildContexts.changed();
    source.linkedBuilds.changed();
    diagnostics(...uris);
    aroundChecks.changed();
    clientRequests.refresh("codeLens", "inlayHint");
    const params: UsesChangedParams = { uris: uris.filter(isTold) };
    if (source.tellsUses && params.uris.length > 0)
      void source.connection.sendNotification(USES_CHANGED_NOTIFICATION, params);
  }

  return {
    diagnostics,
    context: uri => {
      if (inlineContextFolder(uri)) aroundChecks.changed();
      else diagnostics(otherContext(uri)?.dockerfile ?? uri);
    },
    uses: usesChanged,
    forget: uri => {
      told.delete(uri);
    },
  };
}
