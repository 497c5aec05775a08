/** The page of a stage graph: what the extension sends is drawn, and what a person does with it is told to the extension. */
import type { FromPage, SavedPage, ToPage } from "../../views/graph/messages";
import { createCard } from "./card";
import { createDrawing } from "./drawing";
import { element } from "./dom";
import { exportGraph } from "./exporting";
import { createList } from "./list";
import { createViewport } from "./viewport";
import { watchKeys } from "./keys";

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  setState(state: SavedPage): void;
};

const code = acquireVsCodeApi();
const send = (message: FromPage) => {
  code.postMessage(message);
};
const canvas = element("canvas", HTMLElement);
const targets = element("target", HTMLSelectElement);
const note = element("note", HTMLElement);
const viewport = createViewport(canvas, element("world", SVGGElement));
const card = createCard(element("card", HTMLElement), id => {
  send({ kind: "card", id });
});
const list = createList(element("list", HTMLElement), id => {
  send({ kind: "reveal", id, takeFocus: false });
});
const drawing = createDrawing(element("world", SVGGElement), viewport, {
  reveal: (id, takeFocus) => {
    send({ kind: "reveal", id, takeFocus });
  },
  revealEdge: edge => {
    send({ kind: "revealEdge", edge });
  },
  build: stage => {
    send({ kind: "build", stage });
  },
  hover: card.show,
  leave: card.hide,
});
watchKeys(canvas, drawing, viewport);

addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
  switch (data.kind) {
    case "graph":
      code.setState(data.saved);
      note.textContent = data.note;
      note.hidden = data.note === "";
      showTargets(data);
      drawing.show(data.graph, data.uri, data.canBuild);
      list.show(data.graph);
      break;
    case "states":
      drawing.showStates(data.states);
      list.showStates(data.states);
      break;
    case "cursor":
      drawing.showCursor(data.stage);
      break;
    case "card":
      card.fill(data.id, data.blocks);
      break;
  }
});

/** The first choice is whatever the build in force ends with. */
function showTargets({ graph, saved }: Extract<ToPage, { kind: "graph" }>): void {
  const [first] = targets.options;
  const stages = graph.nodes.filter(({ kind }) => kind === "stage");
  targets.replaceChildren(
    ...(first ? [first] : []),
    ...stages.map(({ label, stage, isShadowed }) => {
      const option = document.createElement("option");
      option.value = String(stage);
      option.textContent = label;
      option.disabled = isShadowed;
      return option;
    }),
  );
  targets.value = saved.target === undefined ? "" : String(graph.target ?? "");
  targets.disabled = stages.length === 0;
}

targets.addEventListener("change", () => {
  send({ kind: "target", stage: targets.value === "" ? null : Number(targets.value) });
});

const actions: Record<string, () => void> = {
  fit: viewport.fit,
  zoomIn: () => {
    viewport.zoom(1.25);
  },
  zoomOut: () => {
    viewport.zoom(0.8);
  },
  list: () => {
    const isShown = list.toggle();
    canvas.hidden = isShown;
    element("as-list", HTMLElement).setAttribute("aria-pressed", String(isShown));
    if (!isShown) viewport.fit();
  },
  insert: () => {
    send({ kind: "insert" });
  },
};

document.addEventListener("click", event => {
  const menu = element("export", HTMLDetailsElement);
  const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-action]") : null;
  if (!(event.target instanceof Node && menu.contains(event.target)) || pressed) menu.open = false;
  const { action, format } = pressed?.dataset ?? {};
  if (format !== undefined) void exportGraph(drawing.graph(), document.title, action, format, send);
  else if (action !== undefined) actions[action]?.();
});
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  card.hide();
  element("export", HTMLDetailsElement).open = false;
});

send({ kind: "ready" });
