/** Requests for the stages and the instructions of an open document. */

/** `dockerfileStages/model`: the stage model of an open document. */
export const MODEL_REQUEST = "dockerfileStages/model";

/** Zero-based line and UTF-16 column, as in the Language Server Protocol. */
export interface ModelPosition {
  line: number;
  character: number;
}

/** A half-open range of {@link ModelPosition}s. */
export interface ModelRange {
  start: ModelPosition;
  end: ModelPosition;
}

/**
 * What a reference means: the index of a stage; an image or a named context; the empty base `scratch`; or `null` where
 * it means nothing (an error, or a variable without a known value).
 */
export type ModelTarget = number | "image" | "context" | "scratch" | null;

export interface ModelParams {
  textDocument: { uri: string };
  /** A stage's name, in any case. Default: the last stage, as the builder has it. */
  target?: string;
  /** What `--build-arg` would pass; adds to and overrides the settings. */
  buildArgs?: Record<string, string>;
  /** The names of named contexts, as `--build-context` would pass them; adds to the settings. */
  contexts?: string[];
  /** What `--platform` would pass, in place of the settings. */
  platforms?: string[];
}

export interface ModelStage {
  /** The position of the `FROM` in the file, from 0. */
  index: number;
  /** Lower-cased, as the builder knows it; `""` for an unnamed stage. */
  name: string;
  /** The name as written, or `stage-<index>`. A label, not a name: `stage-0` cannot be a target. */
  displayName: string;
  /** From a comment `# <name> <description>` above the `FROM`. */
  description?: string;
  /** The value of `--platform`, as written. */
  platform?: string;
  /** What it means in builds for the first platform, and on each platform, where it is not the same on all. */
  base: { text: string; expanded: string; to: ModelTarget; byPlatform?: ModelPlatformBase[] };
  /** From the `FROM` keyword to the end of the stage's last instruction. */
  range: ModelRange;
  nameRange?: ModelRange;
  /** The `FROM` keyword. */
  keywordRange: ModelRange;
  /**
   * The stages that the builder needs for this one directly, by index, each once: its base first, then those of its copies
   * and mounts, then those that the ONBUILD lines of its base name.
   */
  needs: number[];
  /** A named context takes the place of the stage: the builder runs none of its instructions. */
  isReplaced?: true;
}

/** What a base with a variable such as `TARGETARCH` means in builds for some of the platforms. */
export interface ModelPlatformBase {
  /** As the builder writes them: `linux/arm/v7`. */
  platforms: string[];
  expanded: string;
  to: ModelTarget;
}

export interface ModelReference {
  kind: "FROM" | "COPY" | "MOUNT" | "ONBUILD";
  /** The index of the stage that the reference stands in. */
  inStage: number;
  /** The text of the reference; for `FROM` after the expansion of variables. */
  text: string;
  /** The token that names the stage, nothing beside it. */
  range: ModelRange;
  to: ModelTarget;
  /** Of a `COPY --from=<n>` whose index is behind the stages of the file: what the builder counts there. */
  implicit?: ModelImplicitStage;
  /** Of a `FROM`, what it means on each platform, where it is not the same on all. */
  byPlatform?: ModelPlatformBase[];
}

/** An image, or the like, that the builder counts as a stage behind those of the file, because an instruction uses it. */
export interface ModelImplicitStage {
  /** As the instruction names it; `scratch` for a mount that names nothing. */
  text: string;
  /** The name in that instruction, or the flag of a mount that names nothing. */
  range: ModelRange;
}

export interface ModelAnswer {
  stages: ModelStage[];
  references: ModelReference[];
  /** The stage that a build of `target` ends with; `null` if there is none of that name, or no stage at all. */
  target: number | null;
  /** The stages that the builder needs for the target, in file order. */
  reachable: number[];
}

/** `dockerfileStages/instructions`: every instruction of an open document, for what a builder says of its steps. */
export const INSTRUCTIONS_REQUEST = "dockerfileStages/instructions";

export interface InstructionsParams {
  textDocument: { uri: string };
}

export interface ModelInstruction {
  /** Upper-cased. */
  keyword: string;
  /** The whole instruction as one line, without its continuations, comments and the bodies of its heredocs. */
  text: string;
  /** From the keyword to the end of the last line, heredocs included. */
  range: ModelRange;
  /** The index of the stage that it belongs to; null before the first `FROM`. */
  stage: number | null;
  /**
   * Whether BuildKit numbers it as a step of its stage. `counted`: it is in the total and has no number, because nothing
   * is done (`WORKDIR /`). Null: it is no step. What the base holds back with ONBUILD is numbered after the `FROM`.
   */
  step: "numbered" | "counted" | null;
  /** The bodies of its heredocs: whole lines, without those that end them. */
  heredocs?: ModelRange[];
  /** Of a `FROM` based on a stage: how many steps the ONBUILD instructions of that stage add, between it and the next. */
  triggers?: number;
}

export interface InstructionsAnswer {
  instructions: ModelInstruction[];
}

/**
 * `dockerfileStages/snapshot`: the stage model and the instructions of one version of an open document, in one answer. It takes
 * what {@link MODEL_REQUEST} takes. Where the document changes before the answer is made, it is the error ContentModified.
 */
export const SNAPSHOT_REQUEST = "dockerfileStages/snapshot";

export interface SnapshotAnswer extends ModelAnswer, InstructionsAnswer {
  /**
   * The version of the document (`VersionedTextDocumentIdentifier`) that all positions of this answer belong to; null where the
   * document is not open, or could not be read: then there are no stages, and no instructions.
   */
  version: number | null;
}
