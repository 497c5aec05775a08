/**
 * Uses: the builds of a Dockerfile that other files of the workspace describe (compose.yaml, docker-bake.hcl, workflows, scripts), and
 * the one that is in force, which everything that is said of the Dockerfile follows.
 */
import type { UseKind } from "../around/use";
import type { ModelRange } from "./model";

/** The kind of file that describes a use. */
export type UseInfoKind = UseKind;

/** `dockerfileStages/uses`: the uses of an open Dockerfile. Answers {@link UsesAnswer}. */
export const USES_REQUEST = "dockerfileStages/uses";

/**
 * `dockerfileStages/chooseUse`: the use that is meant from now on, for as long as the server runs; the client remembers it. Answers
 * what {@link USES_REQUEST} then does. The document need not be open, and the use need not be known yet.
 */
export const CHOOSE_USE_REQUEST = "dockerfileStages/chooseUse";

/**
 * `dockerfileStages/usesChanged`, a notification to the client: {@link USES_REQUEST} answers something else for these open
 * Dockerfiles. Sent to clients whose initialization options say `{ choosesUses: true }`.
 */
export const USES_CHANGED_NOTIFICATION = "dockerfileStages/usesChanged";

export interface UsesParams {
  textDocument: { uri: string };
}

/** In place of the id of a use: the Dockerfile's own settings, whatever other files say. */
export const NO_USE = "none";

export interface ChooseUseParams extends UsesParams {
  /** The id of a use, {@link NO_USE}, or null for automatic: the only use, else the Dockerfile's own settings. */
  id: string | null;
  /** The address of a folder that is the build context, whatever the use and the settings say; none without it. */
  context?: string | null;
}

export interface UsesChangedParams {
  uris: string[];
}

export interface UsesAnswer {
  /** The uses of the Dockerfile that can be chosen, in the order of their files. */
  uses: UseInfo[];
  /**
   * The uses of other Dockerfiles that those need, directly or through others (`target:x`, `service:x`): what {@link
   * UseContextInfo.build} names is there or among {@link UsesAnswer.uses}.
   */
  needed: UseInfo[];
  /** What was chosen, as it was chosen; null for automatic. */
  chosen: string | null;
  /** The use that counts; null where the Dockerfile's own settings do. */
  inForce: string | null;
  /** Whether the files of the workspace have been read: before that there are no uses. */
  isKnown: boolean;
}

export interface UseInfo {
  /** Made of the file, the kind and the name: the same one as long as none of those changes, also in another session. */
  id: string;
  kind: UseInfoKind;
  /** The service, target of bake, job or the like; empty where it has no name. */
  name: string;
  /** For people: `compose.yaml › web`. */
  label: string;
  /** Where the file names the build. */
  uri: string;
  range: ModelRange;
  dockerfile: {
    /** Null where it is not a file of this machine, is not known, or is written in the file itself. */
    uri: string | null;
    /** As the file writes it; of one that is written in the file itself, its text. */
    text: string;
    isInline: boolean;
  };
  /** The main build context; null where the build has none. */
  context: UseContextInfo | null;
  /** The stage; null for the last one. */
  target: UseValue | null;
  /** By name; null is a value from the environment. */
  args: Record<string, UseValue | null>;
  /** The named contexts, by name. */
  contexts: Record<string, UseContextInfo>;
  platforms: UseValue[];
  /** As `--secret` takes them; a name alone is an environment variable, else a file. */
  secrets: UseValue[];
  /** As `--ssh` takes them. */
  ssh: UseValue[];
  tags: UseValue[];
  /** Stages that are built without the cache. */
  noCacheFilters: UseValue[];
  /** Something that the build takes over was not found: whatever it does not say may be anything. */
  isPartial: boolean;
  /** What builds it as its file says; null where nothing of that kind does. */
  canBuildWith: UseTool | null;
}

/** A value that a file gives. */
export interface UseValue {
  /** What it comes to; where it is open, with the variables that have no value as they are written. */
  text: string;
  /** It depends on a variable that no file gives: do not pass it on. */
  isOpen: boolean;
}

/** A build context, the main one or a named one. */
export interface UseContextInfo extends UseValue {
  /** The address of its folder; null where the builder fetches it, where another build makes it, and where it is open. */
  folder: string | null;
  /** The id of the use whose image it is (`target:x`, `service:x`), to be built first; null for others, and where it is not there. */
  build: string | null;
}

/** A program that builds a use: `docker compose build <name>`, `docker buildx bake <name>`. */
export interface UseTool {
  tool: "compose" | "bake";
  /** The service or the target. */
  name: string;
  /** The groups of bake that have the target, by which it is built with others. */
  groups: string[];
  /** The addresses of the files to pass with `-f`, in order. */
  files: string[];
  /** The address of the folder to run it in, from which bake counts its paths; for Compose, its `--project-directory`. */
  folder: string;
}
