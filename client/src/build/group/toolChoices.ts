/** What Compose and bake can be asked to build that has a Dockerfile in it. Pure. */
import * as l10n from "@vscode/l10n";
import type { UsesAnswer, UseTool } from "../../../../server/src/protocol";
import type { ToolBuild } from "../../engine/toolBuild";
import { useInForce } from "../uses/findUse";

/** One of them. */
export interface ToolChoice {
  build: ToolBuild;
  /** For people: the use, or what else is built with it. */
  about: string;
}

/** What bake builds where nothing is named. */
const DEFAULT = "default";

/**
 * Each use of the Dockerfile by itself, that in force first; then the groups of bake that have one, and what each project builds where
 * nothing is named. `pathOf` gives the path of an address, `shown` shortens it for people.
 */
export function toolChoices(
  answer: UsesAnswer,
  pathOf: (uri: string) => string,
  shown: (path: string) => string,
): ToolChoice[] {
  const inForce = useInForce(answer);
  const uses = [...answer.uses].sort((a, b) => Number(b === inForce) - Number(a === inForce));
  const tools = uses.flatMap(({ label, canBuildWith }) =>
    canBuildWith ? [{ label, tool: canBuildWith, filesOf: filesOf(canBuildWith) }] : [],
  );

  function filesOf({ files }: UseTool): string {
    return files.map(file => shown(pathOf(file))).join(", ");
  }

  const choices = [
    ...tools.map(({ label, tool }) => ({ build: toolBuild(tool, [tool.name], pathOf), about: label })),
    ...tools.flatMap(({ tool, filesOf: files }) =>
      tool.groups
        .filter(group => group !== DEFAULT)
        .map(group => ({ build: toolBuild(tool, [group], pathOf), about: l10n.t("group in {0}", files) })),
    ),
    ...tools.flatMap(({ tool, filesOf: files }) => {
      const build = toolBuild(tool, [], pathOf);
      if (tool.tool === "compose") return [{ build, about: l10n.t("all that {0} builds", files) }];
      const isDefault = tool.name === DEFAULT || tool.groups.includes(DEFAULT);
      return isDefault ? [{ build, about: l10n.t("what {0} builds by default", files) }] : [];
    }),
  ];
  const each = new Map<string, ToolChoice>();
  for (const choice of choices) {
    const key = JSON.stringify(choice.build);
    if (!each.has(key)) each.set(key, choice);
  }
  return [...each.values()];
}

/** The build of services, targets or groups with what a use says of its tool. */
export function toolBuild(
  { tool, files, folder }: UseTool,
  names: readonly string[],
  pathOf: (uri: string) => string,
): ToolBuild {
  return { tool, names, files: files.map(pathOf), folder: pathOf(folder) };
}
