/** Snapshots of open documents with what each of their stages is made of: for what is shown in the text as it is now. */
import type * as vscode from "vscode";
import { buildInputsOf } from "../build/request/buildInputs";
import type { Uses } from "../build/uses/uses";
import type { LanguageServer } from "../server/languageServer";
import { stageFingerprints } from "../snapshot/staleness";
import type { Snapshot } from "../snapshot/snapshot";

export interface DocumentSnapshot extends Snapshot {
  /** By stage; none where the settings of a build cannot be read. */
  readonly fingerprints: readonly string[];
}

export interface DocumentSnapshots {
  /**
   * Of an open document; `undefined` where the server does not answer, or answers for a version that the document does not have
   * any more: what is shown of it would be on other lines, and the editor asks again.
   */
  of(document: vscode.TextDocument): Promise<DocumentSnapshot | undefined>;
}

/** Nothing asked yet. */
export function createDocumentSnapshots(
  server: LanguageServer,
  uses: Pick<Uses, "known" | "contextOf">,
): DocumentSnapshots {
  const known = new WeakMap<Snapshot, { key: string; found: DocumentSnapshot }>();
  return {
    async of(document) {
      const snapshot = await server.snapshot(document).catch(() => undefined);
      if (snapshot?.version !== document.version) return undefined;
      const buildInputs = buildInputsOf(uses, document.uri);
      const key = JSON.stringify(buildInputs ?? null);
      const before = known.get(snapshot);
      if (before?.key === key) return before.found;
      const { lines, instructions } = snapshot;
      const fingerprints =
        buildInputs === undefined
          ? []
          : stageFingerprints({ lines, model: snapshot, instructions }, buildInputs);
      const found = { ...snapshot, fingerprints };
      known.set(snapshot, { key, found });
      return found;
    },
  };
}
