/** What is asked of the files around Dockerfiles, once they are read: the index by addresses in place of paths. */
import type { Location } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { baseName, folderOf, isBelow, pathOfUri } from "../around/paths";
import type { Place, Use } from "../around/use";
import type { FolderEntry } from "../protocol";
import { addressOf, rootOf, uriOf } from "./roots";
import type { Root } from "./roots";
import type { UsesIndex } from "./usesIndex";

/** The uses of the Dockerfiles of a workspace. */
export interface UsesLookup {
  /** The uses of a Dockerfile, as far as they are known: another list only where files have changed. */
  readonly usesOf: (uri: string) => readonly Use[];
  /** The uses of all Dockerfiles, also of those whose path is not known: another list only where files have changed. */
  readonly allUses: () => readonly Use[];
  /** The uses of which no file says which Dockerfile they are of. */
  readonly unplaced: () => readonly Use[];
  /** The uses that a file describes. */
  readonly usesIn: (uri: string) => readonly Use[];
  /** The uses that have something of a file, if its text were another one; nothing of it is kept. */
  readonly readAs: (uri: string, text: string) => readonly Use[];
  /** Where something stands in a file that is read; null where it is not. */
  readonly locate: (place: Place) => Location | null;
  /** A file as it was read last; null where it is not read. */
  readonly documentOf: (path: string) => TextDocument | null;
  /** All Dockerfiles of the workspace, as paths. */
  readonly dockerfiles: () => readonly string[];
  /** Whether a file is certain not to be there, nor its folder, or anything in it; null where it is there, or nobody knows. */
  readonly missing: (path: string) => Promise<"file" | "folder" | null>;
  /** A path from its folder of the workspace, as people know it. */
  readonly shownPath: (path: string) => string;
  /** The address of a path of the workspace; null for one outside. */
  readonly uriOf: (path: string) => string | null;
  /** The address of a path, also of one outside of the workspace. */
  readonly addressOf: (path: string) => string;
  /** Whether the files of the workspace have been read. */
  readonly isKnown: () => boolean;
  /** The offset of a position in a file around, or null. */
  readonly offsetAt: (uri: string, position: Location["range"]["start"]) => number | null;
}

const NONE: readonly Use[] = [];

/** Asks the index that there is by now, null before there is one; `list` answers what is in a folder, which counts from its root. */
export function usesLookup(
  index: () => UsesIndex | null,
  roots: () => readonly Root[],
  list: (root: Root, below: string) => Promise<readonly FolderEntry[] | null>,
): UsesLookup {
  return {
    usesOf: uri => index()?.usesOf(pathOfUri(uri)) ?? NONE,
    allUses: () => index()?.allUses() ?? NONE,
    unplaced: () => index()?.unplaced() ?? NONE,
    usesIn: uri => index()?.usesIn(pathOfUri(uri)) ?? NONE,
    readAs: (uri, text) => index()?.readAs(pathOfUri(uri), text) ?? NONE,
    documentOf: path => index()?.document(path) ?? null,
    dockerfiles: () => index()?.dockerfiles() ?? [],
    missing: async path => {
      const root = rootOf(roots(), path);
      let name = baseName(path);
      for (let folder = folderOf(path); root && isBelow(root.path, folder); folder = folderOf(folder)) {
        const entries = await list(root, folder.slice(root.path.length));
        if (entries?.some(entry => entry.name === name)) return null;
        if (entries) return folder === folderOf(path) && entries.length > 0 ? "file" : "folder";
        name = baseName(folder);
      }
      return null;
    },
    shownPath: path => {
      const root = rootOf(roots(), path);
      return root ? path.slice(root.path.length + 1) : path;
    },
    locate: ({ file, span }) => {
      const document = index()?.document(file);
      const uri = uriOf(roots(), file);
      if (!document || uri === null) return null;
      return { uri, range: { start: document.positionAt(span.start), end: document.positionAt(span.end) } };
    },
    uriOf: path => uriOf(roots(), path),
    addressOf: path => addressOf(roots(), path),
    isKnown: () => index() !== null,
    offsetAt: (uri, position) => index()?.document(pathOfUri(uri))?.offsetAt(position) ?? null,
  };
}
