/** The request for the stage graph. */
import type { ModelPosition } from "./model";
import type { StageGraphData } from "../shared/graph/graph";

/** `dockerfileStages/graph`: what the stages of an open document are made of, as nodes and edges. Answers {@link GraphAnswer}. */
export const GRAPH_REQUEST = "dockerfileStages/graph";

export interface GraphParams {
  textDocument: { uri: string };
  /** The name of the stage that the build ends with, in any case, or the label of one without a name. Default: that of the build in force, else the last stage. */
  target?: string;
  /** Its index, in place of the name, as of a stage that has none. */
  stage?: number;
}

export interface GraphAnswer extends StageGraphData {
  /** The version of the document that all positions belong to; null where the document is not open. */
  version: number | null;
}

/**
 * `dockerfileStages/card`: what a hover says at a position of an open document, as data: for a page that draws it itself. Nothing in
 * it is markup. Answers {@link CardAnswer}.
 */
export const CARD_REQUEST = "dockerfileStages/card";

export interface CardParams {
  textDocument: { uri: string };
  position: ModelPosition;
}

export interface CardAnswer {
  /** Empty where there is nothing to say. */
  blocks: CardBlock[];
}

/** A paragraph or a list, line by line; `code` has one line, which may have line feeds in it. */
export interface CardBlock {
  kind: "paragraph" | "list" | "code";
  lines: CardText[][];
}

export interface CardText {
  text: string;
  style: "plain" | "strong" | "code";
}
