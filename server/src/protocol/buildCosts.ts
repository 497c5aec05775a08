/** What kept builds say of a Dockerfile: the client has them, the server knows what an instruction needs. */
import type { ModelRange } from "./model";

/**
 * `dockerfileStages/buildCosts`: tells the server which steps of an open document ran again and again ({@link BuildCostsParams}), in
 * place of all that it was told before. It reports where the order of instructions is to blame, as a problem of the document, and
 * answers the same as a {@link BuildCostsAnswer}.
 */
export const BUILD_COSTS_REQUEST = "dockerfileStages/buildCosts";

export interface BuildCostsParams {
  textDocument: { uri: string };
  /** None turns it off. */
  repeats: RepeatedRun[];
}

/** A RUN that ran again because files changed that a COPY or ADD before it brings. */
export interface RepeatedRun {
  /** The name of the stage as the builder knows it; empty for none. */
  stage: string;
  /** Its index in the file. */
  index: number;
  /** The texts of both instructions, as {@link StepInputs.text} has them. */
  copy: string;
  run: string;
  /** In how many of the last builds it ran for that, and of how many. */
  ran: number;
  builds: number;
  /** How long it took in these, in milliseconds. */
  lost: number;
}

export interface BuildCostsAnswer {
  hints: OrderHint[];
}

export interface OrderHint {
  /** Of the COPY or ADD. */
  range: ModelRange;
  /** A sentence, with its figures. */
  message: string;
  /** What to do: a sentence. */
  advice: string;
  /** What a quick fix would do; null where there is none. */
  fix: string | null;
}
