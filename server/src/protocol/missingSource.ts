/** What an instruction takes and a builder did not find. */
import type { ModelPosition } from "./model";

/** `dockerfileStages/missingSource`: where a builder looked for a path, and what is near it there. */
export const MISSING_SOURCE_REQUEST = "dockerfileStages/missingSource";

export interface MissingSourceParams {
  /** An open document, or the address of a Dockerfile inside of a file. */
  textDocument: { uri: string };
  /** Where the instruction begins; of a Dockerfile inside of a file, in that. */
  position: ModelPosition;
  /** As the builder names it, without a slash at its beginning. */
  path: string;
  /** The address of the folder that was the build context; null where it was no folder. */
  context: string | null;
}

/** Where a builder looks for a path: in the build context, in a stage, or in an image or a named context. */
export type MissingSourcePlace =
  { kind: "context" } | { kind: "stage"; stage: number; name: string } | { kind: "other"; text: string };

export interface MissingSourceAnswer {
  /** Null where the instruction takes from several places, and does not say from which of them it takes this. */
  place: MissingSourcePlace | null;
  /** Paths that are there, the nearest first. */
  near: string[];
  /** The line of the ignore file, from 0, that leaves the path out of the build context, although it is there. */
  ignored: { uri: string; line: number; pattern: string } | null;
}

export const NO_MISSING_SOURCE: MissingSourceAnswer = { place: null, near: [], ignored: null };
