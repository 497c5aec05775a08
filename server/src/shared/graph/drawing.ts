/**
 * A graph that is laid out as a drawing: elements of SVG as data. The page makes them elements of its document, `svg.ts` writes them as
 * text, so that both are the same drawing. How it looks is said by classes alone.
 */
import type { GraphEdge, GraphNode } from "./graph";
import type { GraphLayout, PlacedEdge, PlacedNode, Point } from "./layout";
import { LINE_HEIGHT, PADDING } from "./measure";

/** An element; its texts are text, whatever is in them. */
export interface Shape {
  readonly tag: "g" | "path" | "rect" | "text" | "title";
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children?: readonly Shape[];
  readonly text?: string;
}

/** The edges, then the nodes on top of them. */
export function drawGraph({ nodes, edges }: GraphLayout): Shape[] {
  return [...edges.map(drawEdge), ...nodes.map(drawNode)];
}

function drawNode({ node, x, y, width, height, lines }: PlacedNode): Shape {
  const rectangle = (inset: number): Shape => ({
    tag: "rect",
    attributes: {
      class: inset === 0 ? "box" : "inner",
      x: inset,
      y: inset,
      width: round(width - 2 * inset),
      height: round(height - 2 * inset),
      rx: Math.max(0, cornerOf(node, height) - inset),
    },
  });
  const left = node.kind === "image" ? PADDING.x * 1.5 : PADDING.x;
  return {
    tag: "g",
    attributes: { class: nodeClasses(node), transform: `translate(${round(x)} ${round(y)})` },
    children: [
      rectangle(0),
      // A second frame is of another file; shapes tell what colors tell.
      ...(node.kind === "otherStage" ? [rectangle(3)] : []),
      ...lines.map((text, index): Shape => ({
        tag: "text",
        attributes: {
          class: index === 0 ? "name" : "line",
          x: left,
          y: PADDING.y + LINE_HEIGHT * index + 13,
        },
        text,
      })),
    ],
  };
}

function cornerOf({ kind }: GraphNode, height: number): number {
  if (kind === "image" || kind === "scratch") return round(Math.min(height / 2, 20));
  return kind === "stage" || kind === "otherStage" ? 6 : 0;
}

function nodeClasses(node: GraphNode): string {
  return [
    "node",
    node.kind,
    node.isNeeded ? "needed" : "unneeded",
    ...(node.isReplaced ? ["replaced"] : []),
    ...(node.isShadowed ? ["shadowed"] : []),
  ].join(" ");
}

function drawEdge({ edge, points, label }: PlacedEdge): Shape {
  return {
    tag: "g",
    attributes: { class: edgeClasses(edge) },
    children: [
      { tag: "path", attributes: { class: "way", d: wayThrough(points) } },
      { tag: "path", attributes: { class: "head", d: headOf(points) } },
      ...(label
        ? [
            {
              tag: "text" as const,
              attributes: {
                class: "label",
                x: round(label.x),
                y: round(label.y + 4),
                "text-anchor": "middle",
              },
              text: label.text,
            },
          ]
        : []),
    ],
  };
}

function edgeClasses({ kind, isNeeded, isCircular }: GraphEdge): string {
  return [
    "edge",
    kind.toLowerCase(),
    isNeeded ? "needed" : "unneeded",
    ...(isCircular ? ["circular"] : []),
  ].join(" ");
}

/** A smooth line: through the first and the last point, and round the corners between. */
function wayThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  const parts = [`M${at(first)}`];
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    if (!next) parts.push(`L${at(point)}`);
    else if (index + 2 === rest.length) parts.push(`Q${at(point)} ${at(next)}`);
    else parts.push(`Q${at(point)} ${at({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`);
  });
  return parts.join(" ");
}

const HEAD = 7;

/** The head of an arrow at the end of a line. */
function headOf(points: readonly Point[]): string {
  const end = points.at(-1);
  const before = points.at(-2);
  if (!end || !before) return "";
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const along = { x: (end.x - before.x) / length, y: (end.y - before.y) / length };
  const side = (turn: number) => ({
    x: end.x - along.x * HEAD - along.y * turn * HEAD * 0.5,
    y: end.y - along.y * HEAD + along.x * turn * HEAD * 0.5,
  });
  return `M${at(end)} L${at(side(1))} L${at(side(-1))} Z`;
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
