/** The builders of buildx, read from what `docker buildx ls` prints. */
import { jsonLines, textOf } from "./jsonLines";

export interface ListedBuilder {
  name: string;
  /** `docker`, `docker-container`, `kubernetes`, `remote`, or one that a plugin brings. */
  driver: string;
  /** The one that buildx takes where nobody names one. */
  isCurrent: boolean;
  nodes: { endpoint: string; status: string; platforms: readonly string[]; error: string }[];
}

/** With this, buildx prints a JSON object a line; before 0.13 it refuses the option, and prints a table without it. */
export const BUILDERS_AS_JSON = ["buildx", "ls", "--format", "json"];
export const BUILDERS_AS_TABLE = ["buildx", "ls"];

/** Reads either output. Some versions print a builder twice; what cannot be read is left out. */
export function readBuilders(output: string): ListedBuilder[] {
  const builders = output.trimStart().startsWith("{") ? readJson(output) : readTable(output);
  return [...new Map(builders.map(builder => [builder.name, builder])).values()];
}

/** Whether it is the BuildKit of a Docker engine itself, whose name is that of the Docker context. */
export function isInsideEngine({ driver }: Pick<ListedBuilder, "driver">): boolean {
  return driver === "docker";
}

/** Whether its images stay out of the engine unless they are loaded into it. */
export function keepsImages(driver: string): boolean {
  return driver !== "docker" && driver !== "";
}

function readJson(output: string): ListedBuilder[] {
  return jsonLines(output).flatMap(builder => {
    const name = textOf(builder["Name"]);
    if (name === "") return [];
    const nodes: unknown = builder["Nodes"];
    return [
      {
        name,
        driver: textOf(builder["Driver"]),
        isCurrent: builder["Current"] === true,
        nodes: (Array.isArray(nodes) ? nodes : []).map(readNode),
      },
    ];
  });
}

function readNode(node: unknown): ListedBuilder["nodes"][number] {
  const { Endpoint, Status, Platforms, Err } = (node ?? {}) as Partial<Record<string, unknown>>;
  return {
    endpoint: textOf(Endpoint),
    status: textOf(Status),
    platforms: Array.isArray(Platforms) ? Platforms.map(textOf) : [],
    error: textOf(Err),
  };
}

/** A builder stands at the start of a line, its nodes are indented below; the columns are two spaces or more apart. */
function readTable(output: string): ListedBuilder[] {
  const builders: ListedBuilder[] = [];
  for (const line of output.split(/\r?\n/).slice(1)) {
    const [, name, star, driver] = /^([\w.+-]+)( ?\*)?\s+([\w.-]+)/.exec(line) ?? [];
    if (name !== undefined) {
      builders.push({ name, driver: driver ?? "", isCurrent: star !== undefined, nodes: [] });
    } else {
      const [, endpoint = "", status = "", , platforms = ""] = line
        .trim()
        .split(/\s{2,}/)
        .map(cell => cell.replace(/^\\_\s+/, ""));
      if (endpoint !== "") {
        builders
          .at(-1)
          ?.nodes.push({ endpoint, status, platforms: platforms.split(/,\s*/).filter(Boolean), error: "" });
      }
    }
  }
  return builders;
}
