/** Paths in the stage that is copied from: what was really built, and what the file says of its files. */
import * as l10n from "@vscode/l10n";
import { CompletionItemKind } from "vscode-languageserver-types";
import type { PathPlace } from "../../stages/cursor/completionPlaces";
import type { FolderEntry } from "../../protocol";
import { joinPath } from "../../stages/evaluation/workdir";
import { pathsBelow } from "../../stages/files/fileTree";
import type { ContextEntry, ListContext, StagePath } from "../../stages/files/fileTree";
import type { Analysis } from "../../stages/analysis/analysis";
import { filesOfLinked, stageFiles } from "../../stages/files/filesOfStage";
import { proposeBuiltPaths } from "./builtPaths";
import type { ListStage } from "./builtPaths";
import type { Proposal } from "./proposal";

/**
 * What a folder of the build context holds, by its path in the context from `/`; null where that is not known. `root` is the address of
 * another build context than that of the document.
 */
export type ListFolder = (folder: string, root?: string) => readonly FolderEntry[] | null;

/** More than anybody looks through. */
const MOST = 500;
/** What needs no quotes and no escapes, and is no pattern. */
const PLAIN = /^[\p{L}\p{N}\w./@+:,~%=-]+$/u;
const LONGEST_LINE = 60;

/** Whether a path can be written as it is. */
export function isPlainPath(path: string): boolean {
  return PLAIN.test(path);
}

/** The paths of a stage below the folder that is typed: built before known before guessed. */
export function proposePaths(
  analysis: Analysis,
  place: PathPlace,
  listFolder: ListFolder,
  listStage: ListStage,
): Proposal[] {
  const { of, typed, line } = place;
  const list = seenByBuild(analysis, listFolder);
  const folder = joinPath("/", typed.slice(0, typed.lastIndexOf("/") + 1));
  // A path of a stage counts from its root, with a slash or without.
  const lead = typed === "" ? "/" : (/^(?:\.?\/)?/.exec(typed)?.[0] ?? "");
  const isMount = line.instruction.keyword === "RUN" || line.instruction.trigger?.keyword === "RUN";
  const canWrite = (path: string) => isPlainPath(path) && !(isMount && path.includes(","));
  const isLinked = "analysis" in of;
  // What was built of another Dockerfile is kept with that.
  const image = isLinked ? null : listStage(of.index, folder);
  const built = image ? proposeBuiltPaths(image, folder, lead).filter(({ label }) => canWrite(label)) : [];
  const isBuilt = new Set(built.map(({ label }) => label));
  const paths = pathsBelow(isLinked ? filesOfLinked(of, list) : stageFiles(analysis, of, list), folder, list);
  const said = paths
    .filter(({ path }) => canWrite(path) && !isBuilt.has(path))
    .sort((a, b) => rankOf(a) - rankOf(b) || (a.path < b.path ? -1 : 1))
    .map(({ path, kind, certainty, line: by }) => ({
      label: path,
      kind: kind === "folder" ? CompletionItemKind.Folder : CompletionItemKind.File,
      newText: lead + path.slice(1),
      note: certainty === "known" ? l10n.t("in the stage") : l10n.t("guessed"),
      detail: shortened(by.instruction.text),
    }));
  return [...built, ...said].slice(0, MOST);
}

function rankOf({ certainty }: StagePath): number {
  return certainty === "known" ? 0 : 1;
}

function shortened(text: string): string {
  const line = text
    .slice(0, 4 * LONGEST_LINE)
    .replace(/\s+/g, " ")
    .trim();
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

/** The build context without what its ignore file leaves out; of those of other builds the ignore files are not known. */
export function seenByBuild(
  {
    model: {
      options: { ignoreFile },
    },
  }: Analysis,
  listFolder: ListFolder,
): ListContext {
  return (folder, of) => {
    if (of)
      return of.context === null
        ? null
        : (listFolder(folder, of.context)?.map(entry => ({ ...entry, certainty: "guessed" })) ?? null);
    const entries = listFolder(folder);
    const certainty = ignoreFile?.isExact === false ? "guessed" : "known";
    const prefix = folder === "/" ? "" : `${folder.slice(1)}/`;
    return (
      entries
        ?.filter(({ name }) => !ignoreFile?.ignores(prefix + name))
        .map(({ name, isFolder }): ContextEntry => ({ name, isFolder, certainty })) ?? null
    );
  };
}
