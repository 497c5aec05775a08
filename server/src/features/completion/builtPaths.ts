/** Paths in the stage that is copied from, as they are in an image that was built of it. */
import * as l10n from "@vscode/l10n";
import { CompletionItemKind } from "vscode-languageserver-types";
import type { FolderEntry } from "../../protocol";
import { pathIn } from "../../stages/files/fileTree";
import type { Proposal } from "./proposal";

/** What is in a folder of an image. */
export interface BuiltFolder {
  readonly entries: readonly FolderEntry[];
  /** Whether the stage is still what the image was built of. */
  readonly isCurrent: boolean;
}

/** What a folder of the image of the stage at an index holds, by its path from `/`; null where that is not known. */
export type ListStage = (stage: number, folder: string) => BuiltFolder | null;

/** The paths in a folder: `lead` is how the path that is typed begins. */
export function proposeBuiltPaths(built: BuiltFolder, folder: string, lead: string): Proposal[] {
  const note = built.isCurrent
    ? l10n.t("from the built image")
    : l10n.t("from a build before the last change");
  return built.entries
    .map(({ name, isFolder }) => ({ path: pathIn(folder, `/${name}`), isFolder }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, isFolder }) => ({
      label: path,
      kind: isFolder ? CompletionItemKind.Folder : CompletionItemKind.File,
      newText: lead + path.slice(1),
      note,
    }));
}
