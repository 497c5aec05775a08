/** The elements of nodes: buttons with a menu, their states, and how wide their texts are. */
import type { GraphNode, StageGraphData } from "../../../../server/src/shared/graph/graph";
import type { PlacedNode } from "../../../../server/src/shared/graph/layout";
import { PADDING, type Measure } from "../../../../server/src/shared/graph/measure";
import { toElement } from "./dom";

/** Makes a node a button that has a menu of VS Code's. */
export function prepare(drawn: SVGElement, { node }: PlacedNode, menu: object): void {
  drawn.setAttribute("data-id", node.id);
  drawn.setAttribute("role", "button");
  drawn.setAttribute(
    "data-vscode-context",
    JSON.stringify({ ...menu, preventDefaultContextMenuItems: true }),
  );
}

/** What the entries of the menu are shown by, and what their commands are given. */
export function menuOf(node: GraphNode, { edges }: StageGraphData, uri: string, canBuild: boolean): object {
  if (node.stage === null) return { webviewSection: "other" };
  // Of a stage without a name the references are asked for where the first of them is.
  const isUnnamed = node.label === `stage-${node.stage}`;
  const first = edges.find(({ from }) => from === node.id)?.ranges[0];
  const at = node.range?.start;
  return {
    webviewSection: "stage",
    uri,
    stage: node.stage,
    stageIsRunnable: node.isRunnable,
    canBuild,
    at,
    ask: isUnnamed ? (first?.start ?? at) : at,
  };
}

export function showState(drawn: SVGElement, text: string, y: number): void {
  const known = drawn.querySelector(".state");
  if (text === "") {
    known?.remove();
    return;
  }
  const line = known ?? toElement({ tag: "text", attributes: { class: "state", x: PADDING.x, y } });
  if (line.textContent !== text) line.textContent = text;
  if (!known) drawn.append(line);
}

export function nodeOf({ target }: Event): string | undefined {
  return (
    (target instanceof Element ? target.closest("[data-id]") : null)?.getAttribute("data-id") ?? undefined
  );
}

const context = document.createElement("canvas").getContext("2d");

/** As wide as the page draws it. */
export const measureText: Measure = (text, { size, isBold }) => {
  if (!context) return text.length * size * 0.6;
  context.font = `${isBold ? 600 : 400} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return context.measureText(text).width;
};
