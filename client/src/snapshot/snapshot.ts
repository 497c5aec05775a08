/** A Dockerfile in one of its versions: its text, what the server says of it, and the way to where things stand now. */
import type { SnapshotAnswer } from "../../../server/src/protocol";
import type { TextVersion } from "./textVersions";

export interface Snapshot extends SnapshotAnswer {
  readonly version: number;
  readonly text: string;
  /** Of the text, without their ends. */
  readonly lines: readonly string[];
  /** From here edits since are followed, see `rangeNow`. */
  readonly at: TextVersion;
}

/**
 * A snapshot for another text of the same file, which the server has not seen: the stages may be those, and nobody knows where
 * anything of it stands, so nothing has a place.
 */
export function unplaced(snapshot: Snapshot, text: string): Snapshot {
  const at: TextVersion = { version: snapshot.version, next: "lost" };
  return { ...snapshot, text, lines: text.split(/\r?\n/), instructions: [], at };
}
