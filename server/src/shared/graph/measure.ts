/** How large a node is: its lines, measured, in pixels. */
import type { GraphNode } from "./graph";
import { nodeLines } from "./labels";

/** Of a text in pixels. */
export interface TextStyle {
  readonly size: number;
  readonly isBold: boolean;
}

/** The width of a text, in pixels. */
export type Measure = (text: string, style: TextStyle) => number;

export interface Box {
  readonly width: number;
  readonly height: number;
  /** As they are drawn: too long ones are cut. */
  readonly lines: readonly string[];
}

export const NAME_STYLE: TextStyle = { size: 13, isBold: true };
export const LINE_STYLE: TextStyle = { size: 12, isBold: false };
export const EDGE_STYLE: TextStyle = { size: 11, isBold: false };
export const LINE_HEIGHT = 17;
export const PADDING = { x: 12, y: 8 };
/** A longer line is cut. */
const WIDEST = 280;
/** As wide as what is said of a build that has ended. */
const WIDTH_OF_STATE = 180;

/** The box of a node: its lines, and, where states are shown, one more line for that of a stage. */
export function boxOf(node: GraphNode, measure: Measure, hasStates: boolean): Box {
  const isStage = node.kind === "stage";
  const lines = nodeLines(node).map((line, index) => cutTo(line, WIDEST, measure, styleOf(index)));
  const widths = lines.map((line, index) => measure(line, styleOf(index)));
  const rows = lines.length + (isStage && hasStates ? 1 : 0);
  const least = isStage && hasStates ? WIDTH_OF_STATE : 40;
  return {
    width: Math.ceil(Math.max(least, ...widths)) + 2 * PADDING.x + (node.kind === "image" ? PADDING.x : 0),
    height: rows * LINE_HEIGHT + 2 * PADDING.y,
    lines,
  };
}

/** The style of a line of a node: its name stands first. */
export function styleOf(line: number): TextStyle {
  return line === 0 ? NAME_STYLE : LINE_STYLE;
}

/** A text that is no wider: its end is cut off, and an ellipsis says so. */
function cutTo(text: string, width: number, measure: Measure, style: TextStyle): string {
  if (measure(text, style) <= width) return text;
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${characters.slice(0, middle).join("")}…`, style) <= width) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join("")}…`;
}

/** Thousandths of the font's size, of the characters from the space on, in Helvetica (its AFM file). */
const HELVETICA =
  "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
    .split(" ")
    .map(Number);

/**
 * A measure without a screen, for files that are read on any machine: widths of Helvetica, and a little more because other fonts are
 * wider. What is not ASCII counts as wide as the font is high.
 */
export const estimatedWidth: Measure = (text, { size, isBold }) => {
  let units = 0;
  for (const character of text) units += HELVETICA[(character.codePointAt(0) ?? 0) - 32] ?? 1000;
  return (units / 1000) * size * (isBold ? 1.15 : 1.08);
};
