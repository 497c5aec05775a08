/** What a build is asked for, whoever builds it. Each value stands by itself, checked by `valueProblem`. */
import type { Engine } from "./engine";

export interface BuildRequest {
  engine: Engine;
  /** Absolute. */
  dockerfile: string;
  /** An absolute path, or something that the builder fetches by itself. */
  context: string;
  /** `undefined` for the last stage of the file. */
  target: string | undefined;
  /** The name of the image; the first one of those that it gets. */
  image: string;
  /** Further names of the same image. */
  moreTags?: readonly string[];
  buildArgs: Readonly<Record<string, string>>;
  /** The names of arguments whose values the engine takes from its environment; those that are not there have their defaults. */
  environmentArgs?: readonly string[];
  buildContexts: Readonly<Record<string, string>>;
  platforms?: readonly string[];
  secrets?: readonly Secret[];
  ssh?: readonly SshSource[];
  /** As the builder has them: the name of an image, or `type=…,…`. */
  cacheFrom?: readonly string[];
  cacheTo?: readonly string[];
  /** Which steps run although the builder remembers them: all, or those of these stages. */
  noCache?: "all" | readonly string[];
  output?: Output;
  /** A builder of buildx, by its name. */
  builderName?: string;
  /** What the image carries, so that it can be found again. Builds have them; a line that a person copies has not. */
  labels?: Readonly<Record<string, string>>;
}

/** A secret by its id and where its value is found, never by the value. */
export type Secret = { id: string; file: string } | { id: string; variable: string };

/** What a build may sign with: the agent of this session, or a socket or a key by its path. */
export interface SshSource {
  id: string;
  path?: string;
}

/**
 * Where the result goes. `load`: into the engine, as an image, whichever builder made it. `push`: to the registry that its names
 * say. `layout`: a folder that gets the image as an OCI layout, which other builds can take as a named context. Without any, the builder decides.
 */
export type Output = "load" | "push" | { folder: string } | { layout: string };

/** The labels by which the images that were built from a stage are found again. */
export const DOCKERFILE_LABEL = "dev.dockerfile-stages.dockerfile";
export const STAGE_LABEL = "dev.dockerfile-stages.stage";
