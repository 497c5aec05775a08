/**
 * A build without an editor. What builds is the client's, which the server does not know: the command line loads it as a bundle of its
 * own (`client/src/headless/engineBuild.ts`), by this type.
 */
import type { SnapshotAnswer } from "../../protocol";
import type { CacheUse } from "./definitions";
import type { BuildOutcome, CancelSignal } from "./host";

export interface EngineBuild {
  /** The path of the Dockerfile, as the system takes it. */
  readonly dockerfile: string;
  /** Its text, and what is known of it. */
  readonly text: string;
  readonly snapshot: SnapshotAnswer;
  /** The index of the stage. */
  readonly stage: number;
  readonly cache: CacheUse;
  /** A folder, or something that the builder fetches by itself. */
  readonly context: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** The names of arguments whose values the engine takes from its environment. */
  readonly environmentArgs: readonly string[];
  readonly buildContexts: Readonly<Record<string, string>>;
  readonly platforms: readonly string[];
}

/** Builds with the first engine that this machine has. Never rejects. */
export type RunEngineBuild = (wanted: EngineBuild, signal: CancelSignal) => Promise<BuildOutcome>;
