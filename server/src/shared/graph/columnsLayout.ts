/** A plain layout in linear time, for graphs that are too large for the library: a column, or a row, for each rank. */
import type { StageGraphData } from "./graph";
import { GAP, type Direction, type GraphLayout, type PlacedEdge, type PlacedNode } from "./layout";
import type { Box } from "./measure";
import { ranksOf } from "./ranks";

/** Places the nodes of each rank in the order of the file; edges are straight. */
export function columnsLayout(
  graph: StageGraphData,
  boxes: ReadonlyMap<string, Box>,
  direction: Direction,
): GraphLayout {
  const isAcross = direction === "LR";
  const ranks = ranksOf(graph);
  const columns: { id: string; box: Box }[][] = [];
  for (const { id } of graph.nodes)
    (columns[ranks.get(id) ?? 0] ??= []).push({ id, box: boxes.get(id) ?? NO_BOX });
  const places = new Map<string, { x: number; y: number }>();
  let along = GAP.margin;
  let beside = GAP.margin;
  for (const column of columns) {
    let across = GAP.margin;
    let thickest = 0;
    for (const { id, box } of column) {
      places.set(id, isAcross ? { x: along, y: across } : { x: across, y: along });
      across += (isAcross ? box.height : box.width) + GAP.nodes;
      thickest = Math.max(thickest, isAcross ? box.width : box.height);
    }
    beside = Math.max(beside, across);
    along += thickest + GAP.ranks;
  }
  const placed = new Map<string, PlacedNode>();
  for (const node of graph.nodes)
    placed.set(node.id, {
      ...(boxes.get(node.id) ?? NO_BOX),
      node,
      ...(places.get(node.id) ?? { x: 0, y: 0 }),
    });
  return {
    direction,
    width: isAcross ? along : beside,
    height: isAcross ? beside : along,
    nodes: [...placed.values()],
    edges: graph.edges.flatMap((edge): PlacedEdge[] => {
      const from = placed.get(edge.from);
      const to = placed.get(edge.to);
      if (!from || !to) return [];
      const points = isAcross
        ? [
            { x: from.x + from.width, y: from.y + from.height / 2 },
            { x: to.x, y: to.y + to.height / 2 },
          ]
        : [
            { x: from.x + from.width / 2, y: from.y + from.height },
            { x: to.x + to.width / 2, y: to.y },
          ];
      return [{ edge, points, label: null }];
    }),
  };
}

const NO_BOX: Box = { width: 0, height: 0, lines: [] };
