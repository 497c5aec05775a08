/** The graph by keys: arrows follow edges, Enter builds, Space shows the code, plus and minus zoom. */
import type { PlacedNode } from "../../../../server/src/shared/graph/layout";
import type { Drawing } from "./drawing";
import type { Viewport } from "./viewport";

type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

/** Hears the keys on the canvas. */
export function watchKeys(canvas: HTMLElement, drawing: Drawing, viewport: Viewport): void {
  const keys: Record<string, (id: string) => void> = {
    Enter: drawing.open,
    " ": id => {
      drawing.actions.reveal(id, true);
    },
    "+": () => {
      viewport.zoom(1.25);
    },
    "=": () => {
      viewport.zoom(1.25);
    },
    "-": () => {
      viewport.zoom(0.8);
    },
    "0": viewport.fit,
    Home: () => {
      focusAt(0);
    },
    End: () => {
      focusAt(-1);
    },
  };

  function focusAt(index: number): void {
    const placed = drawing.layout().nodes.at(index);
    if (placed) drawing.focus(placed.node.id);
  }

  canvas.addEventListener("keydown", event => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const id = drawing.focused();
    if (id === undefined || ctrlKey || metaKey || altKey) return;
    if (isArrow(key)) {
      const next = neighbor(drawing, id, key);
      if (next !== undefined) drawing.focus(next);
    } else if (keys[key]) keys[key](id);
    else return;
    event.preventDefault();
  });
}

function isArrow(key: string): key is Arrow {
  return key === "ArrowLeft" || key === "ArrowRight" || key === "ArrowUp" || key === "ArrowDown";
}

/**
 * Along the drawing an arrow goes over an edge: to what takes from a node, or back to what it takes from; of several to the nearest
 * one. Across it goes to the nearest node on that side.
 */
function neighbor(drawing: Drawing, id: string, key: Arrow): string | undefined {
  const { nodes, edges, direction } = drawing.layout();
  const own = nodes.find(({ node }) => node.id === id);
  if (!own) return undefined;
  const [forward, back]: Arrow[] =
    direction === "LR" ? ["ArrowRight", "ArrowLeft"] : ["ArrowDown", "ArrowUp"];
  if (key === forward || key === back) {
    const ids = new Set(
      edges.flatMap(({ edge: { from, to } }) =>
        key === forward ? (from === id ? [to] : []) : to === id ? [from] : [],
      ),
    );
    return nearest(
      own,
      nodes.filter(({ node }) => node.id !== id && ids.has(node.id)),
    );
  }
  const center = centerOf(own);
  const isBeyond = (other: PlacedNode) => {
    const { x, y } = centerOf(other);
    if (key === "ArrowUp") return y < center.y - 1;
    if (key === "ArrowDown") return y > center.y + 1;
    return key === "ArrowLeft" ? x < center.x - 1 : x > center.x + 1;
  };
  return nearest(
    own,
    nodes.filter(other => other !== own && isBeyond(other)),
  );
}

function nearest(own: PlacedNode, others: readonly PlacedNode[]): string | undefined {
  const center = centerOf(own);
  const distance = (other: PlacedNode) => {
    const { x, y } = centerOf(other);
    return Math.hypot(x - center.x, y - center.y);
  };
  return others.toSorted((a, b) => distance(a) - distance(b))[0]?.node.id;
}

function centerOf({ x, y, width, height }: PlacedNode): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
