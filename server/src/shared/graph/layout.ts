/** Where the nodes and edges of a graph are drawn, in pixels from the upper left corner. The only file that knows the library. */
import dagre, { Graph } from "@dagrejs/dagre";
import type { GraphEdge, GraphNode, StageGraphData } from "./graph";
import { edgeLabel } from "./labels";
import { columnsLayout } from "./columnsLayout";
import { boxOf, EDGE_STYLE, type Box, type Measure } from "./measure";
import { ranksOf } from "./ranks";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNode extends Box {
  readonly node: GraphNode;
  /** The upper left corner. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly edge: GraphEdge;
  /** Two at least. */
  readonly points: readonly Point[];
  /** The text beside it with the point in its middle; null for none. */
  readonly label: (Point & { readonly text: string }) | null;
}

export interface GraphLayout {
  readonly direction: Direction;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** From left to right, or top down. */
export type Direction = "LR" | "TB";

export interface LayoutOptions {
  readonly measure: Measure;
  /** Below the texts of a stage there is place for its state. */
  readonly hasStates: boolean;
  /** The space that the drawing should fit into, in pixels. */
  readonly space?: { readonly width: number; readonly height: number };
}

/** As wide as what a README or an editor has. */
const SPACE = { width: 960, height: 720 };
export const GAP = { nodes: 28, ranks: 56, margin: 16 };
/** Beyond these the library takes seconds, and nobody reads labels at edges. */
const MOST = { nodes: 400, edges: 1200 };
const MOST_WITH_LABELS = 60;

/** Lays out a graph: by the library, or in plain columns where it is too large for that. */
export function layoutGraph(graph: StageGraphData, options: LayoutOptions): GraphLayout {
  const boxes = new Map(graph.nodes.map(node => [node.id, boxOf(node, options.measure, options.hasStates)]));
  const direction = directionOf(graph, boxes, options.space ?? SPACE);
  if (graph.nodes.length > MOST.nodes || graph.edges.length > MOST.edges)
    return columnsLayout(graph, boxes, direction);
  const isSmall = graph.nodes.length <= MOST_WITH_LABELS;
  const drawn = new Graph({ multigraph: true });
  drawn.setGraph({
    rankdir: direction,
    nodesep: GAP.nodes,
    ranksep: GAP.ranks,
    edgesep: 14,
    marginx: GAP.margin,
    marginy: GAP.margin,
    ranker: isSmall ? "network-simplex" : "tight-tree",
  });
  for (const [id, { width, height }] of boxes) drawn.setNode(id, { width, height });
  const texts = graph.edges.map(edge => (isSmall ? edgeLabel(edge) : ""));
  graph.edges.forEach(({ from, to }, index) => {
    const text = texts[index] ?? "";
    const size =
      text === "" ? {} : { width: options.measure(text, EDGE_STYLE) + 8, height: 16, labelpos: "c" };
    drawn.setEdge(from, to, { ...size }, `${index}`);
  });
  dagre.layout(drawn, { disableOptimalOrderHeuristic: !isSmall });
  const { width = 0, height = 0 } = drawn.graph() as { width?: number; height?: number };
  return {
    direction,
    width: finite(width),
    height: finite(height),
    nodes: graph.nodes.map(node => {
      const box = boxes.get(node.id) ?? { width: 0, height: 0, lines: [] };
      const { x = 0, y = 0 } = drawn.node(node.id) as Partial<Point>;
      return { ...box, node, x: x - box.width / 2, y: y - box.height / 2 };
    }),
    edges: graph.edges.map((edge, index): PlacedEdge => {
      const placed = drawn.edge(edge.from, edge.to, `${index}`) as Partial<Point> & { points?: Point[] };
      const text = texts[index] ?? "";
      const { x, y, points = [] } = placed;
      const label = text === "" || x === undefined || y === undefined ? null : { x, y, text };
      return { edge, points: points.map(({ x, y }) => ({ x, y })), label };
    }),
  };
}

/** Of a graph without nodes the library says that it is infinitely small. */
function finite(size: number): number {
  return Number.isFinite(size) ? Math.max(0, size) : 0;
}

/** The direction in which more of the drawing can be read without zooming out. */
function directionOf(
  graph: StageGraphData,
  boxes: ReadonlyMap<string, Box>,
  space: { readonly width: number; readonly height: number },
): Direction {
  const counts: number[] = [];
  for (const rank of ranksOf(graph).values()) counts[rank] = (counts[rank] ?? 0) + 1;
  const widest = Math.max(1, ...counts.map(count => count));
  const count = Math.max(1, boxes.size);
  let width = 0;
  let height = 0;
  for (const box of boxes.values()) {
    width += box.width / count;
    height += box.height / count;
  }
  const fits = (across: number, down: number) => Math.min(1, space.width / across, space.height / down);
  const long = Math.max(1, counts.length);
  const leftToRight = fits(long * (width + GAP.ranks), widest * (height + GAP.nodes));
  const topDown = fits(widest * (width + GAP.nodes), long * (height + GAP.ranks));
  return topDown > leftToRight ? "TB" : "LR";
}
