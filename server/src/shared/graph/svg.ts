/** A graph as an SVG file of its own, for READMEs and reviews: light, and dark where the reader's page is. */
import type { StageGraphData } from "./graph";
import { drawGraph, type Shape } from "./drawing";
import { layoutGraph } from "./layout";
import { estimatedWidth } from "./measure";

const FONT = "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif";

/** Colors and lines by the classes of the drawing. Contrast of texts is 4.5 : 1 or more. */
const STYLE = `
text { font: 12px ${FONT}; fill: #1f2328; }
.name { font-size: 13px; font-weight: 600; }
.line { fill: #59636e; }
.label { font-size: 11px; fill: #59636e; stroke: #ffffff; stroke-width: 3px; paint-order: stroke; }
.box, .inner { fill: #ffffff; stroke: #59636e; }
.stage .box { fill: #ddf4ff; stroke: #0969da; }
.image .box, .scratch .box { fill: #f6f8fa; }
.context .box, .open .box { stroke-dasharray: 5 3; }
.missing .box { stroke: #d1242f; stroke-dasharray: 5 3; }
.inner { fill: none; }
.way { fill: none; stroke: #59636e; stroke-width: 1.4; }
.head { fill: #59636e; }
.copy .way { stroke-dasharray: 7 4; }
.mount .way { stroke-dasharray: 2 4; }
.onbuild .way, .context .way { stroke-dasharray: 9 3 2 3; }
.circular .way { stroke: #d1242f; }
.circular .head { fill: #d1242f; }
.unneeded { opacity: 0.55; }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc; }
.line { fill: #b1bac4; }
.label { fill: #b1bac4; stroke: #0d1117; }
.paper { fill: #0d1117; }
.box { fill: #0d1117; stroke: #9198a1; }
.stage .box { fill: #121d2f; stroke: #4493f8; }
.image .box, .scratch .box { fill: #151b23; }
.missing .box { stroke: #f85149; }
.inner, .way { stroke: #9198a1; }
.head { fill: #9198a1; }
.circular .way { stroke: #f85149; }
.circular .head { fill: #f85149; }
}`;
const PAPER = ".paper { fill: #ffffff; }";
/** Everything from the first one on is for dark pages. */
const DARK = "@media (prefers-color-scheme: dark)";

/** How the file looks: `auto` follows the page around it, `light` is for pictures, which have no page. */
export type SvgTheme = "auto" | "light";

/** The text of an SVG file. `title` is what the graph is of, for people who do not see it. */
export function graphSvg(graph: StageGraphData, title: string, theme: SvgTheme = "auto"): string {
  const layout = layoutGraph(graph, { measure: estimatedWidth, hasStates: false });
  const width = Math.max(1, Math.ceil(layout.width));
  const height = Math.max(1, Math.ceil(layout.height));
  const style = PAPER + (theme === "auto" ? STYLE : STYLE.slice(0, STYLE.indexOf(DARK)));
  const shapes: Shape[] = [
    { tag: "title", attributes: {}, text: title },
    { tag: "rect", attributes: { class: "paper", width, height } },
    ...drawGraph(layout),
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">` +
    `<style>${style}</style>${shapes.map(written).join("")}</svg>\n`
  );
}

function written({ tag, attributes, children = [], text = "" }: Shape): string {
  const list = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  return `<${tag}${list.join("")}>${escaped(text)}${children.map(written).join("")}</${tag}>`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text in which nothing means anything to XML, without the characters that XML cannot have. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"']/g, character => ENTITIES[character] ?? "");
}
