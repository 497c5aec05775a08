/** A build as a report tells it, as data. */
import type { BuildRequest } from "../engine/engineCommand";
import { type BuildRecord, type BuildWarning, type StepState } from "../progress/buildRecord";
import type { BuildFailure } from "../progress/progressReader";
import { type BuiltFile } from "../progress/stepPlaces";
import type { InstructionSizes } from "../progress/instructionSizes";
import { type BuildWaits } from "./buildWaits";
import type { CachedShare } from "./cachedShares";
import { type SizePart } from "./sizeParts";

/** What a report needs to know of a build; times in milliseconds of this machine's clock. */
export interface ReportedBuild {
  readonly request: BuildRequest;
  readonly file: BuiltFile;
  readonly record: BuildRecord;
  readonly started: number;
  /** What describes the build; an empty label where nothing but the settings do. */
  readonly useBuilt?: { readonly label: string };
  ended: number | undefined;
  state: "running" | "done" | "failed" | "cancelled";
  failure: BuildFailure | undefined;
}

export interface ReportStep {
  /** Its number in the report, in the order in which the engine mentioned it, from 0. */
  id: number;
  /** The instruction as one line; of what no instruction of the file says, the engine's words. */
  title: string;
  /** The line of the instruction when the build began, from 1. */
  line: number | undefined;
  /** Where the build was for several platforms. */
  platform: string | undefined;
  state: StepState;
  /** How long its runs took, in milliseconds. */
  took: number;
  /** When it began and ended, in milliseconds since the first step began; none if it never ran. */
  start: number | undefined;
  end: number | undefined;
  /** Whether the end of the build had to wait for it. */
  isCritical: boolean;
  /** The engine's words, where it failed. */
  error: string | undefined;
  /** Why it ran, in sentences; undefined where it did not, or nobody knows. */
  why: string | undefined;
  /** What its instruction added to the image, in bytes of unpacked files; undefined where that is not known. */
  added: number | undefined;
}

/** The size of the image that a build has left, as the history of the engine tells it. */
export interface ReportSize {
  /** In bytes of unpacked files. */
  total: number;
  /** The largest first. */
  parts: SizePart[];
}

export interface ReportStage {
  /** The index of the stage in the file. */
  index: number;
  name: string;
  /** What its FROM names. */
  base: string;
  /** The line of its FROM when the build began, from 1. */
  line: number;
  state: StepState;
  /** How long its steps took, those that ran at the same time added up, in milliseconds. */
  took: number;
  /** In the order of the file. */
  steps: ReportStep[];
}

export interface BuildReport {
  /** The name of the Dockerfile. */
  file: string;
  /** The stage that was to be built, as it is called in the file. */
  target: string;
  image: string;
  /** What people call the use that was built (`compose.yaml › web`); absent where nothing but the settings describe the build. */
  use?: string;
  builder: BuildRequest["engine"]["builder"];
  state: ReportedBuild["state"];
  /** Milliseconds since 1970. */
  started: number;
  /** Milliseconds from the start of the engine's program to its end, or to now. */
  took: number;
  /** Those that have a step, in the order of the file. */
  stages: ReportStage[];
  /** What the builder did for itself. */
  internal: ReportStep[];
  /** How many steps the stages have, how many of them have ended, and how many of those were cached. */
  steps: { total: number; ended: number; cached: number };
  warnings: BuildWarning[];
  failure: { message: string; log: string[] } | undefined;
  size: ReportSize | undefined;
  /** What the builder got of build contexts on this machine; undefined where it did not say. Times in milliseconds. */
  transfer: { bytes: number; took: number } | undefined;
  /** What its end waited for; undefined while it runs. */
  waits: BuildWaits | undefined;
  /** The last builds of the same stage that are kept, the oldest first. */
  shares: readonly CachedShare[];
  /** Where the order of instructions made steps run again and again, in the file as it is now. */
  hints: readonly ReportHint[];
}

export interface ReportHint {
  /** Sentences: what was seen, and what to do. */
  message: string;
  advice: string;
  /** From 1. */
  line: number;
}

/** What is known of a build beside its steps. */
export interface ReportFacts {
  /** Of the image that it has left. */
  sizes?: InstructionSizes | undefined;
  /** By the index of the instruction, why it ran, as plain text. */
  reasons?: ReadonlyMap<number, readonly string[]> | undefined;
  /** Of the last builds of the same stage, the oldest first. */
  shares?: readonly CachedShare[] | undefined;
  hints?: readonly ReportHint[] | undefined;
}
