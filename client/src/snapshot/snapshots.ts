/**
 * Snapshots of open documents: the server is asked once for a version of a document under the same settings, however many ask
 * here, and also while its answer is on its way.
 */
import * as l10n from "@vscode/l10n";
import type { SnapshotAnswer } from "../../../server/src/protocol";
import type { Snapshot } from "./snapshot";
import { laterText, type TextVersions } from "./textVersions";

/** What is read of an editor's document. */
export interface SnapshotDocument {
  readonly version: number;
  /** Whether it is another text than the file on disk has. */
  readonly isDirty: boolean;
  getText(): string;
}

export interface SnapshotSource<Document extends SnapshotDocument> {
  /** Asks the server about the document as it is by then, in a build with these named contexts beside those that it knows of. */
  ask(document: Document, contexts: readonly string[]): Promise<SnapshotAnswer>;
  /** The settings that the stages of a document hang on, as a text that is another one where they are. */
  settingsOf(document: Document): string;
  readonly versions: TextVersions<Document>;
}

export interface Snapshots<Document extends SnapshotDocument> {
  /**
   * The snapshot of the version that the document has now, or has a moment later. Edits that come before the answer do not make
   * it wrong: it is of one version, text included. `contexts` are the names of named contexts. Rejects where the server does not answer, or does not know the document.
   */
  readonly of: (document: Document, contexts?: readonly string[]) => Promise<Snapshot>;
  /** The last snapshot of the text that the file has on disk: somebody may have typed since it was saved. */
  readonly saved: (document: Document) => Snapshot | undefined;
}

/** A version that was edited, or settings that were changed, while the answer was made: the next answer is asked for at once. */
const MOST_TRIES = 5;

interface Known {
  key: string;
  answer: Promise<Snapshot>;
}

/** Nothing asked yet. */
export function createSnapshots<Document extends SnapshotDocument>(
  source: SnapshotSource<Document>,
): Snapshots<Document> {
  const known = new WeakMap<Document, Map<string, Known>>();
  const saved = new WeakMap<Document, Snapshot>();

  async function read(
    document: Document,
    contexts: readonly string[],
  ): Promise<{ snapshot: Snapshot; key: string }> {
    for (let tries = 1; ; tries++) {
      const settings = source.settingsOf(document);
      const asked = source.versions.of(document);
      const before = document.getText();
      const onDisk = document.isDirty ? undefined : document.version;
      const { version, ...answer } = await source.ask(document, contexts);
      if (version === null) throw new Error(l10n.t("the server does not have this document"));
      const found = laterText(before, asked, version);
      const isSettled = found !== undefined && settings === source.settingsOf(document);
      if (!isSettled && tries < MOST_TRIES) continue;
      if (found === undefined) throw new Error(l10n.t("the document is still changing"));
      const { text, at } = found;
      const snapshot = { version, ...answer, text, lines: text.split(/\r?\n/), at };
      if (version === onDisk) saved.set(document, snapshot);
      return { snapshot, key: keyOf(version, settings) };
    }
  }

  return {
    of(document, contexts = []) {
      const key = keyOf(document.version, source.settingsOf(document));
      const own = known.get(document) ?? new Map<string, Known>();
      known.set(document, own);
      const names = JSON.stringify(contexts);
      const before = own.get(names);
      if (before?.key === key) return before.answer;
      // What was known of another version is of no use any more.
      for (const [other, entry] of own) if (entry.key !== key) own.delete(other);
      const reading = read(document, contexts);
      const entry: Known = { key, answer: reading.then(({ snapshot }) => snapshot) };
      own.set(names, entry);
      reading.then(
        answer => {
          // Where somebody typed before the server was asked, it is the snapshot of a later version.
          entry.key = answer.key;
        },
        () => {
          // Whoever asks next may have more luck.
          if (own.get(names) === entry) own.delete(names);
        },
      );
      return entry.answer;
    },
    saved: document => saved.get(document),
  };
}

function keyOf(version: number, settings: string): string {
  return `${version} ${settings}`;
}
