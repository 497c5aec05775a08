/** A build as the history is told of it, before it and when it has ended: plain data, because it goes to a thread. */
import type { StageInputs } from "../../../server/src/protocol";
import type { KeptBuild, KeptStep } from "./keptBuild";

/** A build that is asked about: plain data, because it goes to a worker. */
export interface HistoryBuild {
  /** The address of the Dockerfile, and its path. */
  dockerfile: string;
  path: string;
  /** As the server answers them, with the names that the builder knows. */
  stages: (StageInputs & { name: string })[];
  /** The index of the stage; several for a forecast. */
  target: number;
  builder: string;
  platform: string;
  noCache: KeptBuild["noCache"];
  /** The folders of the contexts by name, empty for the main one; those that are no folders are left out. */
  contexts: Record<string, string>;
  /** By the names in the file, as far as somebody knows: digests, or ids of the engine behind `id:`. */
  images: Record<string, string>;
}

/** What the builder said of a step. */
export interface StepOutcome {
  stage: number;
  /** Its index in the stage, without the FROM. */
  step: number;
  outcome: KeptStep["outcome"];
  took: number;
  /** In the builder's words: `[build 2/5] COPY . .`. */
  name?: string;
  /** When it ran, in milliseconds of the builder's clock. */
  began?: number;
  ended?: number;
}

/** A layer in the cache of a builder, as it lists them. */
export interface CacheRecord {
  /** In milliseconds of the builder's clock. */
  created: number;
  /** The first line of what the builder says of it. */
  description: string;
}

/** All of them. */
export interface CacheListing {
  /** When the builder was asked, in milliseconds of this machine's clock. */
  at: number;
  records: readonly CacheRecord[];
}
