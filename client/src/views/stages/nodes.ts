/** What the view "Stages" shows: Dockerfiles, their stages, and what there is of each stage. */
import type { GraphAnswer, UseInfo } from "../../../../server/src/protocol";
import { EDGE_WORDS } from "../../../../server/src/shared/graph/labels";
import type { RunningContainer } from "../../inside/containers";
import type { NodeState } from "../graph/messages";

type GraphNode = GraphAnswer["nodes"][number];

/** A Dockerfile. Commands take it as the file that they are about. */
export interface DockerfileNode {
  readonly kind: "dockerfile";
  readonly uri: string;
  readonly path: string;
}

/** A stage. Commands take it as the stage that they are about, by `uri` and `stage`. */
export interface StageNode {
  readonly kind: "stage";
  readonly uri: string;
  /** The index. */
  readonly stage: number;
  readonly node: GraphNode;
  readonly state: NodeState | undefined;
  readonly parent: DockerfileNode;
  /** What it needs, in the order of the edges. */
  readonly needs: readonly NeededNode[];
  /** The builds in other files that end with it. */
  readonly uses: readonly UseInfo[];
}

/** What a stage is made of: another stage, an image, a named context. */
export interface NeededNode {
  readonly kind: "needed";
  readonly node: GraphNode;
  /** The words of the file: `COPY`. */
  readonly by: string;
  /** The Dockerfile in which it is named. */
  readonly file: string;
}

/** A build in another file that ends with a stage. */
export interface UseNode {
  readonly kind: "use";
  readonly use: UseInfo;
}

/** The files of the image of a stage. */
export interface FilesNode {
  readonly kind: "files";
  readonly uri: string;
  readonly stage: number;
}

/** A running container of a stage. */
export interface ContainerNode {
  readonly kind: "container";
  readonly uri: string;
  readonly container: RunningContainer;
}

export type StagesNode = DockerfileNode | StageNode | NeededNode | UseNode | FilesNode | ContainerNode;

/** The stages of a graph, each with what it needs and who builds it. */
export function stageNodes(
  parent: DockerfileNode,
  graph: GraphAnswer,
  states: Readonly<Record<number, NodeState>>,
  uses: readonly UseInfo[],
): StageNode[] {
  const nodes = new Map(graph.nodes.map(node => [node.id, node]));
  return graph.nodes.flatMap((node): StageNode[] => {
    const { stage } = node;
    if (stage === null) return [];
    const needs = graph.edges.flatMap(({ from, to, kind }): NeededNode[] => {
      const needed = nodes.get(from);
      return to === node.id && needed
        ? [{ kind: "needed", node: needed, by: EDGE_WORDS[kind], file: parent.uri }]
        : [];
    });
    const ending = uses.filter(use => endsWith(use, node, graph));
    return [
      { kind: "stage", uri: parent.uri, stage, node, state: states[stage], parent, needs, uses: ending },
    ];
  });
}

/** Whether a build ends with a stage; one whose target is open may end with any, and is told of none. */
function endsWith(
  { target, isPartial }: UseInfo,
  { label, stage, isShadowed }: GraphNode,
  { nodes }: GraphAnswer,
): boolean {
  if (target === null) {
    const last = Math.max(...nodes.map(node => node.stage ?? -1));
    return !isPartial && stage === last;
  }
  return !target.isOpen && !isShadowed && target.text.toLowerCase() === label.toLowerCase();
}
