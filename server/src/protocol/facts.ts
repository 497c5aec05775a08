/** All that is known of a Dockerfile, in one answer: what the tools of language models tell. */
import type { ModelRange, SnapshotAnswer } from "./model";
import type { StageInputs } from "./stepInputs";

/**
 * `dockerfileStages/facts`: the stages, instructions and steps of an open document, and what the rules find in it. It takes what
 * MODEL_REQUEST takes. Answers a {@link FactsAnswer}.
 */
export const FACTS_REQUEST = "dockerfileStages/facts";

export interface FactsAnswer extends SnapshotAnswer {
  /** By the index of the stage. */
  steps: StageInputs[];
  /** In the order of the file. */
  findings: FindingInfo[];
  /** Values that the file gives to variables with the names of secrets: not to be shown or handed on. */
  secrets: string[];
}

/** What a rule found. */
export interface FindingInfo {
  /** Its id. */
  rule: string;
  severity: "error" | "warning" | "information" | "hint";
  /** What is wrong, and what to do: one or two sentences. */
  message: string;
  /** The address of the page about the rule; null where there is none. */
  page: string | null;
  range: ModelRange;
  fixes: FixInfo[];
}

/** A way to fix it. */
export interface FixInfo {
  title: string;
  /** Every build gives what it gave. */
  isSafe: boolean;
  /** They belong together and do not overlap; none where it is refused. */
  changes: { range: ModelRange; newText: string }[];
  /** Why it cannot be done; null where it can. */
  refused: string | null;
}
