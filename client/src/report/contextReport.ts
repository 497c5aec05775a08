/** A build context as a page tells it: what a builder gets of it, what no instruction reads, and what is left out. Pure data. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import type { ContextNode, ContextTree } from "../context/contextTree";
import type { ContextUse } from "../context/unreadFiles";
import { size } from "../engine/amounts";
import type { Builder } from "../engine/engine";

/** A folder that a build can use the files of. */
export interface ContextPart {
  /** Its path. */
  folder: string;
  /** The path of the ignore file that counts; undefined where there is none. */
  ignoreFile: string | undefined;
  tree: ContextTree;
  /** What instructions read of it; `isOpen` where that depends on values that only a build knows, undefined where it is not known. */
  used: ContextUse | "isOpen" | undefined;
}

/** A named context that is a folder. */
export interface NamedPart extends ContextPart {
  name: string;
}

/** The build context, with the named contexts beside it. */
export interface ContextReport extends ContextPart {
  /** The name of the Dockerfile. */
  file: string;
  /** What describes the build, such as `compose.yaml › web`; undefined for the settings. */
  use: string | undefined;
  builder: Builder;
  /** Whether all that is left out was read, too. */
  hasIgnored: boolean;
  named: NamedPart[];
  /** The named contexts that are no folders, which the builder fetches: where they are, by name. */
  fetched: Record<string, string>;
}

/** What of a part no instruction reads, as far as that is known. */
export function unreadIn({ used }: ContextPart): readonly ContextNode[] {
  return used === undefined || used === "isOpen" ? [] : used.unread;
}

/** How a builder comes by the files of a context. */
export type Sending = "wanted" | "all" | "inPlace";

/** BuildKit asks for files; the builder before it is handed all of them; Buildah reads them where they are. */
export function sendingOf(builder: Builder): Sending {
  return builder === "legacy" ? "all" : builder === "podman" ? "inPlace" : "wanted";
}

/** What the builder does with the files, in a sentence or two. */
export function sendingMeans(builder: Builder): string {
  switch (sendingOf(builder)) {
    case "wanted":
      return l10n.t(
        "BuildKit asks for the files that instructions read, and for no others. COPY of a whole folder reads all of it that is not ignored. Files that have not changed since the last build are not sent again.",
      );
    case "all":
      return l10n.t(
        "This builder gets all files that are not ignored before it runs the first instruction, whether they are read or not.",
      );
    case "inPlace":
      return l10n.t(
        "Podman reads the files where they are. A remote Podman gets all files that are not ignored.",
      );
  }
}

/** The figure that counts: what a build is sent, or may read. */
export function contextHeadline(builder: Builder, { tree: { root }, used }: ContextPart): string {
  const all = filesWords(root.bytes, root.files);
  if (used === undefined || used === "isOpen" || sendingOf(builder) === "all") return all;
  return l10n.t("Instructions read {0}, of {1}", filesWords(used.readBytes, used.readFiles), all);
}

function filesWords(bytes: number, files: number): string {
  return files === 1 ? l10n.t("{0} in 1 file", size(bytes)) : l10n.t("{0} in {1} files", size(bytes), files);
}

/** The heading of what no instruction reads. */
export function unreadTitle(builder: Builder, unread: readonly ContextNode[]): string {
  const bytes = size(unread.reduce((sum, node) => sum + node.bytes, 0));
  switch (sendingOf(builder)) {
    case "wanted":
      return l10n.t("Not read by any instruction, so not sent: {0}", bytes);
    case "all":
      return l10n.t("Sent for nothing: {0}", bytes);
    case "inPlace":
      return l10n.t("Not read by any instruction: {0}", bytes);
  }
}

/** The facts below the heading of a part; `use` is what describes the build. */
export function contextPartFacts({ folder, ignoreFile, tree }: ContextPart, use?: string): string[] {
  return [
    folder,
    ...(use === undefined ? [] : [use]),
    ignoreFile === undefined
      ? l10n.t("no ignore file")
      : l10n.t("ignore file: {0}", path.relative(folder, ignoreFile)),
    ...(tree.isCut ? [l10n.t("the folder has more files than are read")] : []),
  ];
}

/** The heading of a named context. */
export function namedTitle(name: string): string {
  return l10n.t("Named context {0}", name);
}

/** The named contexts that are not sent, a sentence each. */
export function fetchedMeans({ fetched }: ContextReport): string[] {
  return Object.entries(fetched).map(([name, place]) =>
    l10n.t("Named context {0}: the builder fetches {1} by itself, and no file is sent.", name, place),
  );
}
