/** The answer to `dockerfileStages/graph`: what the stages of a document are made of, as nodes and edges in LSP positions. */
import { toDocument } from "../dockerfile/sourceMap";
import type { GraphAnswer, GraphParams } from "../protocol";
import { circularEdges } from "../shared/graph/circles";
import { EMPTY_GRAPH } from "../shared/graph/graph";
import type { GraphEdge, GraphEdgeKind, GraphNode, GraphRange } from "../shared/graph/graph";
import { heldBack, reachableFrom, targetStage } from "../stages/model/graph";
import type { Stage } from "../stages/model/model";
import type { Reference } from "../stages/model/references";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { contextNode, idOf, settingOf, stageNode, targetNode } from "./graphNodes";
import type { Found } from "./graphNodes";
import { noteOf, sentenceOf } from "./graphSentences";
import { NOTHING_LINKED } from "./linkedStages";
import type { LinkedDockerfiles } from "./linkedStages";

/** The answer where there is no document to speak of. */
export const NO_GRAPH: GraphAnswer = { version: null, ...EMPTY_GRAPH };

type FoundEdge = Omit<GraphEdge, "isCircular" | "ranges"> & { ranges: GraphRange[] };

/** The graph of a document, for the build that ends with `params.stage` or `params.target`, else for the build in force. */
export function graphAnswer(
  context: FeatureContext,
  { stage, target: wanted }: Omit<GraphParams, "textDocument">,
  linked: LinkedDockerfiles = NOTHING_LINKED,
): GraphAnswer {
  const { model, graph, template } = context.analysis;
  const inForce = model.options.around?.inForce?.target ?? undefined;
  // A stage without a name is called by its label.
  const unnamed = model.stages.find(({ name, displayName }) => name === "" && displayName === wanted);
  const chosen = model.stages[stage ?? -1] ?? unnamed;
  const target = chosen?.index ?? targetStage(model, wanted ?? inForce);
  const reached = new Set(reachableFrom(graph, target));
  const nodes = new Map<string, Found>(
    model.stages.map(each => [idOf(each.index), stageNode(context, each)]),
  );
  const edges = new Map<string, FoundEdge>();

  const add = (from: string, to: Stage, kind: GraphEdgeKind, more: EdgeFacts) => {
    const { range, platforms = [], isNeeded = true } = more;
    const key = JSON.stringify([from, to.index, kind, platforms]);
    const known = edges.get(key) ?? {
      from,
      to: idOf(to.index),
      kind,
      isNeeded: false,
      platforms,
      ranges: [],
    };
    known.ranges.push(...(range ? [range] : []));
    edges.set(key, { ...known, isNeeded: known.isNeeded || (isNeeded && reached.has(to.index)) });
  };
  const refer = (reference: Reference, to: Stage, kind: GraphEdgeKind) => {
    const range = rangeOf(context, toDocument(reference.line, reference.span));
    const means = reference.byPlatform.length > 0 ? reference.byPlatform : [reference];
    for (const meant of means) {
      const node = targetNode(context, reference, meant, linked);
      if (typeof node !== "string" && !nodes.has(node.id))
        nodes.set(node.id, { ...node, range: node.range ?? range });
      const platforms = "platforms" in meant ? meant.platforms : [];
      add(typeof node === "string" ? node : node.id, to, kind, { range, platforms, isNeeded: !to.replaced });
    }
  };

  for (const each of model.stages) {
    const references = model.referencesByStage[each.index] ?? [];
    for (const reference of references) if (!reference.onbuild) refer(reference, each, reference.form);
    const bases = [graph.bases[each.index], ...(graph.otherBases[each.index] ?? [])];
    for (const base of bases)
      for (const reference of heldBack(model.referencesByStage[base ?? -1] ?? []))
        refer(reference, each, "ONBUILD");
    // A mount that names nothing means a stage of the name `scratch`, if there is one.
    for (const { on, reference, line } of graph.needs[each.index] ?? [])
      if (!reference) add(idOf(on), each, "MOUNT", { range: rangeOf(context, line) });
    if (each.replaced) {
      const node = contextNode(each.displayName, settingOf(context, each.name));
      if (!nodes.has(node.id)) nodes.set(node.id, node);
      add(node.id, each, "CONTEXT", {});
    }
  }

  const found = [...edges.values()];
  const circular = circularEdges(found);
  const told = found.map(edge => ({ ...edge, isCircular: circular.has(edge) }));
  return {
    version: context.document.version,
    nodes: toldNodes([...nodes.values()], told, reached),
    edges: told,
    target,
    isTemplate: template !== null,
  };
}

/** The nodes with what is said of them. */
function toldNodes(
  nodes: readonly Found[],
  edges: readonly GraphEdge[],
  reached: ReadonlySet<number>,
): GraphNode[] {
  const needed = new Set(edges.flatMap(({ from, isNeeded }) => (isNeeded ? [from] : [])));
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  const edgesTo = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const list = edgesTo.get(edge.to);
    if (list) list.push(edge);
    else edgesTo.set(edge.to, [edge]);
  }
  return nodes.map(node => {
    const isNeeded = node.stage === null ? needed.has(node.id) : reached.has(node.stage);
    const silent = { ...node, isNeeded };
    const note = noteOf(silent);
    const nameOf = (id: string) => labels.get(id) ?? "";
    return { ...silent, note, sentence: sentenceOf(silent, note, edgesTo.get(node.id) ?? [], nameOf) };
  });
}

interface EdgeFacts {
  readonly range?: GraphRange;
  readonly platforms?: readonly string[];
  /** Whether it is needed wherever the stage is that it leads to. */
  readonly isNeeded?: boolean;
}
