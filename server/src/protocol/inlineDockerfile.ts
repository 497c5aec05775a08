/** The Dockerfile inside of a Compose or bake file that a build reads. */
import type { ModelPosition, ModelRange, SnapshotAnswer } from "./model";

/** `dockerfileStages/dockerfileAt`: the address of the Dockerfile at a position, by which it can be asked about: null where there is none. */
export const DOCKERFILE_AT_REQUEST = "dockerfileStages/dockerfileAt";

export interface DockerfileAtParams {
  /** A Dockerfile, or a file that may have one inside. */
  textDocument: { uri: string };
  position: ModelPosition;
}

/** `dockerfileStages/inlineDockerfile`: the Dockerfile that a service or a target has in its file. */
export const INLINE_DOCKERFILE_REQUEST = "dockerfileStages/inlineDockerfile";

export interface InlineDockerfileParams {
  tool: "compose" | "bake";
  /** The service or the target. */
  name: string;
  /** The addresses of the files that are built. */
  files: string[];
  /** The Dockerfile as the builder reads it: with the values of variables that no file gives. */
  text: string;
}

/** Null where the Dockerfile is not written in a file as it is. */
export type InlineDockerfileAnswer = {
  /** The file that it stands in, and its whole text, in which the places of the lines count. */
  host: { uri: string; text: string };
  /** The address by which it can be asked about, in place of a document: it stays the same while the file is edited. */
  uri: string;
  /** Where each of its lines is written, from its first character that is no white space to the last one. */
  lines: ModelRange[];
  /** What the text comes to, with places in the text. */
  snapshot: SnapshotAnswer;
} | null;
