/** A graph as a flowchart of Mermaid, which GitHub, GitLab and VS Code draw in Markdown. */
import type { GraphEdge, GraphNode, StageGraphData } from "./graph";
import { edgeLabel, nodeLines } from "./labels";

/** The opening and the closing of each shape. */
const SHAPES: Record<GraphNode["kind"], readonly [string, string]> = {
  stage: ["[", "]"],
  image: ["([", "])"],
  scratch: ["([", "])"],
  context: ["[/", "/]"],
  otherStage: ["[[", "]]"],
  open: ["{{", "}}"],
  missing: [">", "]"],
};

/** The text of the flowchart, without a fence around it; it ends with a line feed. */
export function graphMermaid({ nodes, edges }: StageGraphData): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const idOf = (id: string) => ids.get(id) ?? "n";
  const unneeded = nodes.flatMap(({ id, isNeeded }) => (isNeeded ? [] : [idOf(id)]));
  const missing = nodes.flatMap(({ id, kind }) => (kind === "missing" ? [idOf(id)] : []));
  return [
    "flowchart LR",
    ...nodes.map(node => {
      const [open, close] = SHAPES[node.kind];
      return `  ${idOf(node.id)}${open}"${nodeLines(node).map(quoted).join("<br>")}"${close}`;
    }),
    ...edges.map(edge => `  ${idOf(edge.from)} ${arrowOf(edge)} ${idOf(edge.to)}`),
    ...classLines("unneeded", "opacity:0.5", unneeded),
    ...classLines("missing", "stroke:#d1242f,stroke-dasharray:5 3", missing),
    "",
  ].join("\n");
}

/** FROM is a thick line, because a stage has all of its base; what is copied or mounted is dotted. */
function arrowOf(edge: GraphEdge): string {
  const label = quoted(edgeLabel(edge));
  const arrow = edge.kind === "FROM" ? "==>" : "-.->";
  return label === "" ? arrow : `${arrow}|"${label}"|`;
}

function classLines(name: string, style: string, ids: readonly string[]): string[] {
  return ids.length === 0 ? [] : [`  classDef ${name} ${style}`, `  class ${ids.join(",")} ${name}`];
}

/**
 * A text in which nothing means anything to Mermaid, to Markdown in it, or to HTML: all but letters, digits and a few marks as entities
 * (`#60;`). A mark at the beginning, or behind a number there, would begin a list.
 */
function quoted(text: string): string {
  // Formulas and icons are looked for when the entities are characters again.
  const split = text.replace(/\$(?=\$)|:(?=fa-)/g, "$&\u200B");
  const listMark = /^\d+(?=\.)/.exec(text)?.[0].length ?? 0;
  return [...split]
    .map((character, index) =>
      index === listMark && (character === "." || character === "-")
        ? entity(character)
        : character.replace(/[^\p{L}\p{M}\p{N} ./:@,…-]/u, entity),
    )
    .join("");
}

function entity(character: string): string {
  return `#${character.codePointAt(0) ?? 32};`;
}
