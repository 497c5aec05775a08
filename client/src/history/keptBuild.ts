/** What is kept of a build, to tell later why a step runs: no contents of files, no values of secrets. Pure, and checked when read. */
import type { ContextRead, StageRead, StepInputs } from "../../../server/src/protocol";

/** Raised when it comes to mean something else: older ones are then forgotten. */
export const FORMAT = 2;

export interface KeptBuild {
  format: typeof FORMAT;
  /** The address of the Dockerfile. */
  dockerfile: string;
  /** When it ended, in milliseconds of the clock. */
  at: number;
  /** Who built: the same text means the same cache. */
  builder: string;
  platform: string;
  /** The steps that ran whatever the cache had: all, or those of these stages. */
  noCache: "all" | string[];
  /** The index of the stage that was asked for. */
  target: number;
  /** Those that the build needed. */
  stages: KeptStage[];
  /** What the builder had under the names of images that it used: digests or ids, as far as somebody said. */
  images: Record<string, string>;
  /** The fingerprints of the files that its steps read, by context (empty for the main one); null for one with too many files. */
  files: Record<string, Record<string, string> | null>;
  /** How it ended; what earlier versions of this extension kept does not say. */
  state?: "done" | "failed" | "cancelled";
  /** From the start of the engine's program to its end, in milliseconds. */
  took?: number;
  /** A hash that tells the salt of its hashes apart, and tells nothing of it: builds with another one have no hash in common. */
  salt?: string;
  /** The size of the image that it has left, in bytes as the engine counts; missing where that does not say. */
  size?: number;
}

/** What of a build is known only when it has ended. */
export type BuildResult = Pick<KeptBuild, "state" | "took" | "size">;

export interface KeptStage {
  index: number;
  /** As the builder knows it; empty for none. */
  name: string;
  /** The stage it is based on, or what the image or context is called. */
  base: number | string;
  steps: KeptStep[];
}

export interface KeptStep {
  keyword: StepInputs["keyword"];
  text: string;
  /** The index among the instructions of the file, and whether it came from an ONBUILD of the base. */
  instruction: number;
  isTrigger: boolean;
  /** What the builder makes of it beside files and variables, as a hash. */
  operation: string;
  /** By name, in the order in which a command has them; of a secret only a hash. */
  variables: Record<string, { value: string } | { hash: string }>;
  reads: ContextRead[];
  takes: StageRead[];
  remote: string[];
  isOpen: boolean;
  /** Two steps with the same key are one to the builder. */
  key: string;
  /** `unknown`: the builder did not come to it, or said nothing of it. */
  outcome: "ran" | "cached" | "failed" | "unknown";
  /** In milliseconds. */
  took: number;
  /**
   * The layer that it has left in the builder's cache: a hash of the builder's words for it, and between which times it was made, in
   * milliseconds of the builder's clock. Missing where nobody saw one.
   */
  record?: { of: string; from: number; to: number };
}

/** What somebody has stored; undefined where it is not in our format. */
export function readKeptBuild(value: unknown): KeptBuild | undefined {
  return isBuild(value) ? value : undefined;
}

function isBuild(value: unknown): value is KeptBuild {
  return (
    isObject(value) &&
    value["format"] === FORMAT &&
    hasTexts(value, "dockerfile", "builder", "platform") &&
    hasNumbers(value, "at", "target") &&
    (value["noCache"] === "all" || isTexts(value["noCache"])) &&
    isList(value["stages"], isStage) &&
    isObject(value["images"]) &&
    isTexts(Object.values(value["images"])) &&
    isObject(value["files"]) &&
    Object.values(value["files"]).every(
      files => files === null || (isObject(files) && isTexts(Object.values(files))),
    ) &&
    ["string", "undefined"].includes(typeof value["salt"]) &&
    ["done", "failed", "cancelled", undefined].includes(value["state"] as string | undefined) &&
    [value["took"], value["size"]].every(number => number === undefined || Number.isFinite(number))
  );
}

function isStage(value: unknown): boolean {
  return (
    isObject(value) &&
    hasTexts(value, "name") &&
    hasNumbers(value, "index") &&
    ["number", "string"].includes(typeof value["base"]) &&
    isList(value["steps"], isStep)
  );
}

function isStep(value: unknown): boolean {
  return (
    isObject(value) &&
    hasTexts(value, "keyword", "text", "operation", "key") &&
    hasNumbers(value, "instruction", "took") &&
    typeof value["isTrigger"] === "boolean" &&
    typeof value["isOpen"] === "boolean" &&
    ["ran", "cached", "failed", "unknown"].includes(String(value["outcome"])) &&
    (value["record"] === undefined || isRecord(value["record"])) &&
    isTexts(value["remote"]) &&
    isObject(value["variables"]) &&
    Object.values(value["variables"]).every(
      variable => isObject(variable) && (hasTexts(variable, "value") || hasTexts(variable, "hash")),
    ) &&
    isList(value["reads"], read => isObject(read) && isTexts(read["sources"]) && isTexts(read["exclude"])) &&
    isList(value["takes"], take => isObject(take) && isTexts(take["paths"]))
  );
}

function isRecord(value: unknown): boolean {
  return isObject(value) && hasTexts(value, "of") && hasNumbers(value, "from", "to");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isTexts(value: unknown): boolean {
  return isList(value, item => typeof item === "string");
}

function hasTexts(value: Record<string, unknown>, ...keys: string[]): boolean {
  return keys.every(key => typeof value[key] === "string");
}

function hasNumbers(value: Record<string, unknown>, ...keys: string[]): boolean {
  return keys.every(key => Number.isFinite(value[key]));
}
