/** What the steps of a build are made of: by this a client tells why a step ran, and which ones would run. */

/**
 * `dockerfileStages/stepInputs`: what each step of an open document reads and hangs on. It takes what MODEL_REQUEST takes, and answers
 * a {@link StepInputsAnswer}.
 */
export const STEP_INPUTS_REQUEST = "dockerfileStages/stepInputs";

export interface StepInputsAnswer {
  /** The version of the document; null where it is not open. */
  version: number | null;
  /** By index. */
  stages: StageInputs[];
}

export interface StageInputs {
  /** The index of the stage that it is based on; an image, a named context or the like by its text; null for `scratch`. */
  base: number | { image: string } | { context: string } | null;
  /** The value of `--platform`, as written; null without one. */
  platform: string | null;
  /** A named context takes its place: nothing of it is built. */
  isReplaced: boolean;
  /** In the order of the builder; what the base holds back with ONBUILD first. */
  steps: StepInputs[];
}

/** An instruction that the builder does something for: `ADD`, `COPY`, `RUN` or `WORKDIR`. */
export interface StepInputs {
  /** The index in `InstructionsAnswer.instructions`; of what the base holds back, that of the FROM that triggers it. */
  instruction: number;
  isTrigger: boolean;
  keyword: "ADD" | "COPY" | "RUN" | "WORKDIR";
  /** In one line, with the bodies of its heredocs, as written; values with the name of a secret are left out. */
  text: string;
  /**
   * All that the builder makes of it, beside the files it reads: where it is the same, under the same variables, so is the step. It
   * holds values, those of secrets, too: not to be kept.
   */
  operation: string;
  /** The variables that it sees (`RUN`) or that stand in it, with their values. */
  variables: Record<string, StepVariable>;
  /** Depends on a value that only a build knows, such as a variable of the base image. */
  isOpen: boolean;
  /** Files of build contexts. */
  reads: ContextRead[];
  /** Files of stages and images. */
  takes: StageRead[];
  /** What `ADD` fetches: addresses of files and repositories. */
  remote: string[];
  /** It stands by itself (`--link`): where the builder can, it does not hang on what is before it. */
  isLinked: boolean;
}

export interface StepVariable {
  value: string;
  /** By its name it is a secret: its value is not to be kept or shown. */
  isSecret: boolean;
}

/** Files of a build context that an instruction reads. */
export interface ContextRead {
  /** The name of a named context; null for the main one. */
  context: string | null;
  /** As they are expanded, from the context; a folder stands for all that it holds. */
  sources: string[];
  /** They may be patterns (`COPY`, `ADD`); those of a mount are paths. */
  arePatterns: boolean;
  /** The patterns of `--exclude`, below each source. */
  exclude: string[];
  /** `--parents`: the folders above are copied along. */
  parents: boolean;
}

/** Files of a stage or an image that an instruction reads. */
export interface StageRead {
  /** The index of the stage, or the image by its text. */
  from: number | { image: string };
  /** As they are expanded, from the root. */
  paths: string[];
  exclude: string[];
}
