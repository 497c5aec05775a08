/** Paths in the build context, one folder at a time. Offered only where no other extension does: inside of other files. */
import { CompletionItemKind } from "vscode-languageserver-types";
import type { Analysis } from "../../stages/analysis/analysis";
import type { ContextPathPlace } from "../../stages/cursor/completionPlaces";
import { joinPath } from "../../stages/evaluation/workdir";
import { isPlainPath, seenByBuild } from "./paths";
import type { ListFolder } from "./paths";
import type { Proposal } from "./proposal";

/** More than anybody looks through. */
const MOST = 500;

/** What the folder that is typed holds, as a build sees it: folders first. */
export function proposeContextPaths(
  analysis: Analysis,
  { typed, isMount }: ContextPathPlace,
  listFolder: ListFolder,
): Proposal[] {
  const lead = typed.slice(0, typed.lastIndexOf("/") + 1);
  const entries = seenByBuild(analysis, listFolder)(joinPath("/", lead)) ?? [];
  return entries
    .filter(({ name }) => isPlainPath(name) && !(isMount && name.includes(",")))
    .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ name, isFolder }) => ({
      label: isFolder ? `${name}/` : name,
      kind: isFolder ? CompletionItemKind.Folder : CompletionItemKind.File,
      newText: lead + name + (isFolder ? "/" : ""),
    }));
}
