/** The request for the stage graph. */
import type { StageGraphData } from "../shared/graph/graph";

/** `dockerfileStages/graph`: what the stages of an open document are made of, as nodes and edges. Answers {@link GraphAnswer}. */
export const GRAPH_REQUEST = "dockerfileStages/graph";

export interface GraphParams {
  textDocument: { uri: string };
  /** The name of the stage that the build ends with, in any case. Default: that of the build in force, else the last stage. */
  target?: string;
  /** Its index, in place of the name, as of a stage that has none. */
  stage?: number;
}

export interface GraphAnswer extends StageGraphData {
  /** The version of the document that all positions belong to; null where the document is not open. */
  version: number | null;
}
