/** What is written in and at the parts of a graph, in a drawing, in Mermaid and in DOT alike. */
import type { GraphEdge, GraphEdgeKind, GraphNode } from "./graph";

/** More of a name tells nobody more; the page has all of it in the card of the stage. */
export const LONGEST_LABEL = 60;

/** A text of a file in one line: white space as spaces, characters that are not shown or turn the direction of text left out. */
export function labelText(text: string, longest = LONGEST_LABEL): string {
  const line = text
    .slice(0, longest * 4)
    .replace(/[\s\u2028\u2029]+/g, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "")
    .trim();
  const characters = [...line];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : line;
}

/** The lines of a node: its name, and below it what it is. Empty ones are left out. */
export function nodeLines({ label, detail, description, note }: GraphNode): string[] {
  const below = [detail, description, note].map(text => labelText(text));
  return [labelText(label), ...below.filter(line => line !== "")];
}

/** What is written at an edge: the instruction, and the platforms for which alone it holds. Of a base on all platforms nothing. */
export function edgeLabel({ kind, platforms }: GraphEdge): string {
  const words = [...(kind === "FROM" ? [] : [EDGE_WORDS[kind]]), ...platforms];
  return labelText(words.join(", "));
}

/** The words of a Dockerfile, which are no text to translate. */
export const EDGE_WORDS: Record<GraphEdgeKind, string> = {
  FROM: "FROM",
  COPY: "COPY",
  MOUNT: "RUN --mount",
  ONBUILD: "ONBUILD",
  CONTEXT: "--build-context",
};
