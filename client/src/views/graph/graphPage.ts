/** The page of a stage graph before anything is drawn: its tools, the places of the graph, the list and the card. Pure. */
import * as l10n from "@vscode/l10n";
import { html, type Html } from "../../report/html";

/** What stands in the body of the page; the script of `pages/graph` fills it. */
export function graphBody(): Html {
  return html`<div class="bar" role="toolbar" aria-label="${l10n.t("Stage graph")}">
      <label for="target">${l10n.t("Target")}</label>
      <select id="target">
        <option value="">${l10n.t("Automatic")}</option>
      </select>
      <span class="rest"></span>
      ${tool("fit", l10n.t("Fit"), l10n.t("Fit in the view (0)"))}
      ${tool("zoomIn", "+", l10n.t("Zoom in (+)"))} ${tool("zoomOut", "−", l10n.t("Zoom out (−)"))}
      <button id="as-list" data-action="list" aria-pressed="false">${l10n.t("List")}</button>
      <details class="menu" id="export">
        <summary>${l10n.t("Export")}</summary>
        <div>
          ${exports()}
          <button data-action="insert">${l10n.t("Insert as Mermaid into Markdown…")}</button>
        </div>
      </details>
    </div>
    <p id="note" role="status" hidden></p>
    <div id="canvas">
      <svg role="group" aria-label="${help()}"><g id="world"></g></svg>
    </div>
    <ul id="list" class="unseen" aria-label="${l10n.t("Stages and what they are made of")}"></ul>
    <div id="card" role="tooltip" hidden></div>
    <div class="legend" aria-hidden="true">
      ${legend("from", "FROM")} ${legend("copy", "COPY --from")} ${legend("mount", "RUN --mount")}
      ${legend("onbuild", "ONBUILD")}
    </div>`;
}

function help(): string {
  return l10n.t(
    "Stage graph. Arrow keys follow the edges, Enter builds a stage, Space shows its code, Shift+F10 opens its menu.",
  );
}

function tool(action: string, text: string, title: string): Html {
  return html`<button data-action="${action}" title="${title}" aria-label="${title}">${text}</button>`;
}

function exports(): Html[] {
  const formats = [
    ["svg", "SVG"],
    ["png", "PNG"],
    ["mermaid", "Mermaid"],
    ["dot", "DOT"],
  ] as const;
  const button = (action: string, format: string, text: string) =>
    html`<button data-action="${action}" data-format="${format}">${text}</button>`;
  return [
    ...formats.map(([format, name]) => button("save", format, l10n.t("Save as {0}…", name))),
    ...formats.map(([format, name]) => button("copy", format, l10n.t("Copy as {0}", name))),
  ];
}

/** The line of a kind of edge, as it is drawn. */
function legend(kind: string, name: string): Html {
  return html`<span
    ><svg viewBox="0 0 28 8" class="edge ${kind}"><path class="way" d="M0 4 H28" /></svg>${name}</span
  >`;
}
