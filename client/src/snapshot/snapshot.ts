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
