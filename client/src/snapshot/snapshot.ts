/** A Dockerfile in one of its versions: its text, what the server says of it, and the way to where things stand now. */
import type { ModelRange, SnapshotAnswer } from "../../../server/src/protocol";
import type { TextVersion } from "./textVersions";

export interface Snapshot extends SnapshotAnswer {
  readonly version: number;
  readonly text: string;
  /** Of the text, without their ends. */
  readonly lines: readonly string[];
  /** From here edits since are followed, see `rangeNow`. */
  readonly at: TextVersion;
  /** Of a Dockerfile inside of another file, how it is written there: what edits move. */
  readonly inside?: Inside | undefined;
}

/** Where a Dockerfile stands in another file. */
export interface Inside {
  /** The lines of that file. */
  readonly lines: readonly string[];
  /** Where each line of the Dockerfile is written there. */
  readonly ranges: readonly ModelRange[];
}

/** A range of a snapshot as its file has it: another one for a Dockerfile inside of another file, undefined where it is not written there. */
export function writtenRange(
  range: ModelRange,
  { inside }: Pick<Snapshot, "inside">,
): ModelRange | undefined {
  if (inside === undefined) return range;
  const start = inside.ranges[range.start.line]?.start;
  const end = inside.ranges[range.end.line]?.end;
  return start && end && { start, end };
}

/** The lines of the file that a snapshot stands in. */
export function fileLines({ lines, inside }: Pick<Snapshot, "lines" | "inside">): readonly string[] {
  return inside?.lines ?? lines;
}

/**
 * A snapshot for another text of the same file, which the server has not seen: the stages may be those, and nobody knows where
 * anything of it stands, so nothing has a place.
 */
export function unplaced(snapshot: Snapshot, text: string): Snapshot {
  const at: TextVersion = { version: snapshot.version, next: "lost" };
  return { ...snapshot, text, lines: text.split(/\r?\n/), instructions: [], at };
}
