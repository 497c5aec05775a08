/** Links from a file around Dockerfiles to those that it names. */
import * as l10n from "@vscode/l10n";
import type { DocumentLink } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { folderOf } from "../../around/paths";
import type { Use } from "../../around/use";
import { isDockerDxBakeFile } from "./besideDockerDx";

/** What links need to know of the workspace. */
export interface LinkedFiles {
  /** The Dockerfiles that are there, as paths. */
  readonly dockerfiles: ReadonlySet<string>;
  /** The address of a path; null for one outside of the workspace. */
  readonly uriOf: (path: string) => string | null;
  readonly shownPath: (path: string) => string;
  /** Docker DX has a link wherever a path counts from the folder of a Compose file, or of a bake file in HCL. */
  readonly isBesideDockerDx: boolean;
  /** The client shows what a link says of itself. */
  readonly tooltips: boolean;
}

/** The links of a file, each text once, in its order. */
export function aroundLinks(
  document: TextDocument,
  file: string,
  uses: readonly Use[],
  { dockerfiles, uriOf, shownPath, isBesideDockerDx, tooltips }: LinkedFiles,
): DocumentLink[] {
  const found = new Map<number, DocumentLink>();
  for (const { dockerfile, context, kind } of uses) {
    const { path, place, isInline } = dockerfile;
    if (isInline || path === null || place?.file !== file || !dockerfiles.has(path)) continue;
    const isLinked = kind === "compose" || (kind === "bake" && isDockerDxBakeFile(file));
    if (isBesideDockerDx && isLinked && context?.folder === folderOf(file)) continue;
    const target = uriOf(path);
    if (target === null || found.has(place.span.start)) continue;
    const range = { start: document.positionAt(place.span.start), end: document.positionAt(place.span.end) };
    const tooltip = tooltips ? { tooltip: l10n.t("Open {0}", shownPath(path)) } : {};
    found.set(place.span.start, { range, target, ...tooltip });
  }
  return [...found].sort(([a], [b]) => a - b).map(([, link]) => link);
}
