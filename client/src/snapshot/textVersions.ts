/**
 * The versions of a document's text, each with the edit that made the next one of it: so what was found in one version is
 * brought to where it stands now, however much a person has typed since.
 */
import type { ModelRange } from "../../../server/src/protocol";
import { rangeAfter, textAfter, type TextChange } from "./movedRange";

/** One version. Whoever holds it keeps what came after it, and nothing else does. */
export interface TextVersion {
  readonly version: number;
  /** The edit after it; undefined in the newest one, `lost` where too many came since or an edit was not heard of. */
  next: { changes: readonly TextChange[]; to: TextVersion } | "lost" | undefined;
}

export interface TextVersions<Document extends object> {
  /** The version that the document has now. */
  of(document: Document): TextVersion;
  /** Hears of one edit, once the document has its new version. */
  changed(document: Document, changes: readonly TextChange[]): void;
}

interface Chain {
  oldest: TextVersion;
  newest: TextVersion;
  edits: number;
  characters: number;
}

/** How much is kept of the edits of a document: what somebody types in an hour or two, and not all that is pasted over and over. */
const MOST = { edits: 10_000, characters: 1_000_000 };

/** No document is known yet; what it keeps of one goes with the document. */
export function createTextVersions<Document extends { readonly version: number }>(
  most = MOST,
): TextVersions<Document> {
  const chains = new WeakMap<Document, Chain>();

  function begin(document: Document): Chain {
    const first: TextVersion = { version: document.version, next: undefined };
    const chain = { oldest: first, newest: first, edits: 0, characters: 0 };
    chains.set(document, chain);
    return chain;
  }

  return {
    of(document) {
      const chain = chains.get(document);
      if (chain?.newest.version === document.version) return chain.newest;
      if (chain !== undefined) chain.newest.next = "lost";
      return begin(document).newest;
    },
    changed(document, changes) {
      const chain = chains.get(document);
      // Nobody has asked about this document yet, or somebody who heard of the edit earlier has.
      if (chain === undefined || chain.newest.version === document.version) return;
      const to: TextVersion = { version: document.version, next: undefined };
      chain.newest.next = { changes, to };
      chain.newest = to;
      chain.edits++;
      chain.characters += length(changes);
      while (chain.edits > most.edits || chain.characters > most.characters) {
        const { next } = chain.oldest;
        if (next === undefined || next === "lost") return;
        chain.oldest.next = "lost";
        chain.oldest = next.to;
        chain.edits--;
        chain.characters -= length(next.changes);
      }
    },
  };
}

function length(changes: readonly TextChange[]): number {
  return changes.reduce((sum, { text }) => sum + text.length, 0);
}

/** Ranges of one version as the newest one has them, in the same order; undefined for those that an edit touched. */
export function rangesNow(
  ranges: readonly (ModelRange | undefined)[],
  from: TextVersion,
): { ranges: readonly (ModelRange | undefined)[]; version: TextVersion } {
  let moved = ranges;
  let version = from;
  while (version.next !== undefined) {
    // Nobody knows where they are: nowhere is better than a wrong line.
    if (version.next === "lost") return { ranges: ranges.map(() => undefined), version };
    const { changes, to } = version.next;
    moved = moved.map(range => range && rangeAfter(range, changes));
    version = to;
  }
  return { ranges: moved, version };
}

/** One range of a version as the newest one has it; undefined if an edit touched it. */
export function rangeNow(range: ModelRange, from: TextVersion): ModelRange | undefined {
  return rangesNow([range], from).ranges[0];
}

/** The text of a later version, and that version, where `text` is that of `from`; undefined where it is not known. */
export function laterText(
  text: string,
  from: TextVersion,
  version: number,
): { text: string; at: TextVersion } | undefined {
  let at = from;
  let later = text;
  while (at.version < version) {
    if (at.next === undefined || at.next === "lost") return undefined;
    later = textAfter(later, at.next.changes);
    at = at.next.to;
  }
  return at.version === version ? { text: later, at } : undefined;
}
