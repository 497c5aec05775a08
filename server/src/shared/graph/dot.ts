/** A graph in DOT, the language of Graphviz. */
import type { GraphEdge, GraphNode, StageGraphData } from "./graph";
import { edgeLabel, nodeLines } from "./labels";

const SHAPES: Record<GraphNode["kind"], string> = {
  stage: "shape=box, style=rounded",
  image: "shape=oval",
  scratch: "shape=oval",
  context: "shape=folder",
  otherStage: "shape=box, style=rounded, peripheries=2",
  open: "shape=box, style=dashed",
  missing: "shape=box, style=dashed, color=red",
};

const STYLES: Record<GraphEdge["kind"], string> = {
  FROM: "style=solid",
  COPY: "style=dashed",
  MOUNT: "style=dotted",
  ONBUILD: "style=dashed, arrowhead=empty",
  CONTEXT: "style=dotted, arrowhead=empty",
};

/** The text of a directed graph; it ends with a line feed. */
export function graphDot({ nodes, edges }: StageGraphData): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  return [
    "digraph stages {",
    "  rankdir=LR;",
    ...nodes.map(node => {
      const muted = node.isNeeded ? "" : ", fontcolor=gray40, color=gray60";
      const label = nodeLines(node).map(escaped).join("\\n");
      return `  ${ids.get(node.id) ?? ""} [label="${label}", ${SHAPES[node.kind]}${node.kind === "missing" ? "" : muted}];`;
    }),
    ...edges.map(edge => {
      const label = edgeLabel(edge);
      const color = edge.isCircular ? ", color=red" : edge.isNeeded ? "" : ", color=gray60, fontcolor=gray40";
      const attributes = `${label === "" ? "" : `label="${escaped(label)}", `}${STYLES[edge.kind]}${color}`;
      return `  ${ids.get(edge.from) ?? ""} -> ${ids.get(edge.to) ?? ""} [${attributes}];`;
    }),
    "}",
    "",
  ].join("\n");
}

/** In a label a backslash begins an escape, and an ampersand an entity of HTML. */
function escaped(text: string): string {
  return text.replace(/[\\"]/g, "\\$&").replaceAll("&", "&amp;");
}
