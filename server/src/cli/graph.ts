/** `graph`: the stage graph of a Dockerfile, or of each one of a workspace. */
import { graphAnswer } from "../features/graph";
import { graphDot } from "../shared/graph/dot";
import type { StageGraphData } from "../shared/graph/graph";
import { graphMermaid } from "../shared/graph/mermaid";
import type { RunCommand } from "./command";
import { openDockerfiles } from "./openDockerfiles";
import { shownPath } from "./paths";
import { UsageError } from "./usageError";

export const run: RunCommand = async invocation => {
  const { value, output } = invocation;
  const { dockerfiles, failed, linkedWith } = await openDockerfiles(invocation);
  const target = value("stage");
  const graphs: { path: string; graph: StageGraphData }[] = [];
  for (const { path, uri, context } of dockerfiles) {
    const linked = await linkedWith(uri);
    const graph = graphAnswer(context, target === undefined ? {} : { target }, linked);
    if (target !== undefined && graph.target === null)
      throw new UsageError(`${shownPath(path)}: There is no stage "${target}".`);
    graphs.push({ path: shownPath(path), graph });
  }
  output.write(await written(value("format") ?? "mermaid", graphs));
  return failed.length > 0 ? 2 : 0;
};

async function written(
  format: string,
  graphs: readonly { readonly path: string; readonly graph: StageGraphData }[],
): Promise<string> {
  const [first] = graphs;
  if (format === "json") {
    const files = graphs.map(({ path, graph }) => ({ path, ...graph }));
    return `${JSON.stringify({ version: 1, files }, null, 2)}\n`;
  }
  if (!first) return "";
  if (format === "svg") {
    if (graphs.length > 1) throw new UsageError("An SVG shows one Dockerfile: name it.");
    const { graphSvg } = await import("../shared/graph/svg");
    return ended(graphSvg(first.graph, first.path));
  }
  if (format === "dot") return graphs.map(({ graph }) => ended(graphDot(graph))).join("\n");
  if (graphs.length === 1) return ended(graphMermaid(first.graph));
  // A document of several graphs, as Markdown shows them.
  const fence = "```";
  return graphs
    .map(
      ({ path, graph }) =>
        `## ${path.replace(/([\\`*_[\]<>#])/g, "\\$1")}\n\n${fence}mermaid\n${ended(graphMermaid(graph))}${fence}\n`,
    )
    .join("\n");
}

function ended(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
