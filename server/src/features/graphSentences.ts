/** What is said of the nodes of a graph: notes in the drawing, and a sentence for those who do not see it. */
import * as l10n from "@vscode/l10n";
import type { GraphEdge, GraphNode } from "../shared/graph/graph";

/** A node before it is known what is said of it. */
export type SilentNode = Omit<GraphNode, "note" | "sentence">;

/** What a person has to know of a node, in a few words; empty for most. */
export function noteOf({ kind, isReplaced, isShadowed }: SilentNode): string {
  if (kind === "missing") return l10n.t("not found");
  if (kind === "open") return l10n.t("depends on a build argument");
  if (isReplaced) return l10n.t("replaced by a named context");
  return isShadowed ? l10n.t("a later stage has this name") : "";
}

/** What a node is, what it is made of by the edges that lead to it, and whether the target needs it. `nameOf` has the labels of nodes by their ids. */
export function sentenceOf(
  node: SilentNode,
  note: string,
  edgesTo: readonly GraphEdge[],
  nameOf: (id: string) => string,
): string {
  const parts = [titleOf(node), node.description, note];
  for (const edge of edgesTo) {
    const from = nameOf(edge.from);
    const taken = edge.platforms.length === 0 ? from : `${from} (${edge.platforms.join(", ")})`;
    parts.push(takes(edge, taken));
    if (edge.isCircular) parts.push(l10n.t("circular dependency"));
  }
  if (!node.isNeeded) parts.push(l10n.t("not needed for the target"));
  return parts.filter(part => part !== "").join("; ");
}

function titleOf({ kind, label, detail }: SilentNode): string {
  switch (kind) {
    case "stage":
      return l10n.t("Stage {0}", label);
    case "image":
      return l10n.t("Image {0}", label);
    case "scratch":
      return l10n.t("The empty image scratch");
    case "context":
      return detail === ""
        ? l10n.t("Named context {0}", label)
        : l10n.t("Named context {0} ({1})", label, detail);
    case "otherStage":
      return l10n.t("Stage {0} of {1}", label, detail);
    case "open":
    case "missing":
      return label;
  }
}

function takes({ kind }: GraphEdge, from: string): string {
  switch (kind) {
    case "FROM":
      return l10n.t("based on {0}", from);
    case "COPY":
      return l10n.t("copies from {0}", from);
    case "MOUNT":
      return l10n.t("mounts {0}", from);
    case "ONBUILD":
      return l10n.t("takes from {0} by an ONBUILD instruction of its base", from);
    case "CONTEXT":
      return l10n.t("built as {0}", from);
  }
}
