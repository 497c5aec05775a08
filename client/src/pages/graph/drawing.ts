/** The drawing of the graph in the page: its elements, which of them has the focus, and what a pointer does there. */
import { drawGraph } from "../../../../server/src/shared/graph/drawing";
import { EMPTY_GRAPH, type StageGraphData } from "../../../../server/src/shared/graph/graph";
import { layoutGraph, type GraphLayout } from "../../../../server/src/shared/graph/layout";
import { LINE_HEIGHT, PADDING } from "../../../../server/src/shared/graph/measure";
import type { NodeState } from "../../views/graph/messages";
import { toElement } from "./dom";
import { measureText, menuOf, nodeOf, prepare, showState } from "./nodeElements";
import type { Viewport } from "./viewport";

/** What a person does with the drawing. */
export interface DrawingActions {
  reveal(id: string, takeFocus: boolean): void;
  revealEdge(edge: number): void;
  build(stage: number): void;
  hover(id: string, at: DOMRect): void;
  leave(): void;
}

export interface Drawing {
  show(graph: StageGraphData, uri: string, canBuild: boolean): void;
  showStates(states: Readonly<Record<number, NodeState>>): void;
  showCursor(stage: number | null): void;
  readonly graph: () => StageGraphData;
  readonly layout: () => GraphLayout;
  /** The id of the node that has, or would get, the focus. */
  focused(): string | undefined;
  focus(id: string): void;
  /** Builds the stage of a node, or shows the code of anything else. */
  readonly open: (id: string) => void;
  readonly actions: DrawingActions;
}

const EMPTY: GraphLayout = { direction: "LR", width: 0, height: 0, nodes: [], edges: [] };

/** Draws into `world`. */
export function createDrawing(world: SVGGElement, viewport: Viewport, actions: DrawingActions): Drawing {
  let graph: StageGraphData = EMPTY_GRAPH;
  let layout = EMPTY;
  let layoutKey = "";
  let states: Readonly<Record<number, NodeState>> = {};
  let cursor: number | null = null;
  let current: string | undefined;
  let canBuild = false;
  const elements = new Map<string, SVGElement>();

  function draw(uri: string): void {
    const hadFocus = world.contains(document.activeElement);
    const shapes = drawGraph(layout).map(toElement);
    const nodes = shapes.slice(layout.edges.length);
    elements.clear();
    layout.nodes.forEach((placed, index) => {
      const drawn = nodes[index];
      if (!drawn) return;
      elements.set(placed.node.id, drawn);
      prepare(drawn, placed, menuOf(placed.node, graph, uri, canBuild));
    });
    layout.edges.forEach(({ edge }, index) => {
      const drawn = shapes[index];
      drawn?.setAttribute("data-edge", String(index));
      drawn?.setAttribute("data-from", edge.from);
      drawn?.setAttribute("data-to", edge.to);
    });
    world.replaceChildren(...shapes);
    if (current === undefined || !elements.has(current)) current = layout.nodes[0]?.node.id;
    mark();
    if (hadFocus && current !== undefined) elements.get(current)?.focus();
  }

  /** States, the cursor's stage and the one tab stop. */
  function mark(): void {
    for (const { node, lines } of layout.nodes) {
      const drawn = elements.get(node.id);
      if (!drawn) continue;
      const state = node.stage === null ? undefined : states[node.stage];
      drawn.setAttribute("tabindex", node.id === current ? "0" : "-1");
      drawn.classList.toggle("cursor", node.stage !== null && node.stage === cursor);
      if (state) drawn.setAttribute("data-state", state.state);
      else drawn.removeAttribute("data-state");
      const label = state ? `${node.sentence}; ${state.text}` : node.sentence;
      drawn.setAttribute("aria-label", label);
      showState(drawn, state?.text ?? "", PADDING.y + LINE_HEIGHT * lines.length + 13);
    }
  }

  world.addEventListener("click", event => {
    const id = nodeOf(event);
    const edge = event.target instanceof Element ? event.target.closest("[data-edge]") : null;
    if (id !== undefined) {
      setCurrent(id);
      actions.reveal(id, false);
    } else if (edge) actions.revealEdge(Number(edge.getAttribute("data-edge")));
  });
  world.addEventListener("dblclick", event => {
    const id = nodeOf(event);
    if (id !== undefined) open(id);
  });
  world.addEventListener("contextmenu", event => {
    const id = nodeOf(event);
    if (id !== undefined) setCurrent(id);
    actions.leave();
  });
  const near = (event: Event) => {
    const id = nodeOf(event);
    highlight(id);
    const drawn = id === undefined ? undefined : elements.get(id);
    if (id !== undefined && drawn) actions.hover(id, drawn.getBoundingClientRect());
    else actions.leave();
  };
  world.addEventListener("pointerover", near);
  world.addEventListener("focusin", event => {
    near(event);
    const id = nodeOf(event);
    if (id !== undefined) setCurrent(id);
  });
  const left = () => {
    highlight(undefined);
    actions.leave();
  };
  world.addEventListener("pointerleave", left);
  world.addEventListener("focusout", left);

  /** The edges of a node stand out while somebody looks at it. */
  function highlight(id: string | undefined): void {
    for (const drawn of world.querySelectorAll<SVGElement>("[data-edge]"))
      drawn.classList.toggle(
        "near",
        id !== undefined && (drawn.dataset["from"] === id || drawn.dataset["to"] === id),
      );
  }

  function setCurrent(id: string): void {
    if (current !== undefined) elements.get(current)?.setAttribute("tabindex", "-1");
    current = id;
    elements.get(id)?.setAttribute("tabindex", "0");
  }

  function open(id: string): void {
    const { node } = layout.nodes.find(placed => placed.node.id === id) ?? {};
    if (!node) return;
    if (node.stage !== null && canBuild) actions.build(node.stage);
    else actions.reveal(id, true);
  }

  return {
    show(next, uri, builds) {
      graph = next;
      const key = JSON.stringify([
        builds,
        next.nodes.map(({ id, label, detail, description, note }) => [id, label, detail, description, note]),
        next.edges.map(({ from, to, kind, platforms, isCircular }) => [
          from,
          to,
          kind,
          platforms,
          isCircular,
        ]),
      ]);
      canBuild = builds;
      // An edit that changes nothing of what is drawn moves nothing.
      if (key === layoutKey) layout = withNew(layout, next);
      else {
        layoutKey = key;
        layout = layoutGraph(next, { measure: measureText, hasStates: builds, space: viewport.space() });
        viewport.setSize(layout.width, layout.height);
      }
      draw(uri);
    },
    showStates(next) {
      states = next;
      mark();
    },
    showCursor(stage) {
      cursor = stage;
      mark();
    },
    graph: () => graph,
    layout: () => layout,
    focused: () => current,
    focus(id) {
      setCurrent(id);
      const placed = layout.nodes.find(({ node }) => node.id === id);
      if (placed) viewport.reveal(placed);
      elements.get(id)?.focus();
    },
    open,
    actions,
  };
}

/** The same places for another version of the same nodes and edges. */
function withNew(layout: GraphLayout, { nodes, edges }: StageGraphData): GraphLayout {
  return {
    ...layout,
    nodes: layout.nodes.map((placed, index) => ({ ...placed, node: nodes[index] ?? placed.node })),
    edges: layout.edges.map((placed, index) => ({ ...placed, edge: edges[index] ?? placed.edge })),
  };
}
