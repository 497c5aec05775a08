/** Folders of the build contexts, listed when a completion asks what is in them, and kept for a moment. */
import type { ListFolder } from "../features/completion/paths";
import type { Host, IgnoreFiles } from "./ignoreFiles";
import { READ_FOLDER_REQUEST } from "../protocol";
import type { FolderEntry, ReadFolderAnswer, ReadFolderParams } from "../protocol";
import { withinTime } from "../transport/withinTime";
import type { Client } from "../transport/client";

/** What one answer may know of the build context. */
export interface ContextView {
  /** What is known by now; notes what is not. */
  readonly list: ListFolder;
  /** Reads what was asked for and not known; false where there is nothing of that, or no more time. */
  readonly read: () => Promise<boolean>;
}

export interface ContextFiles {
  /** To be called once the client has said whether it can list folders. */
  readonly start: (clientLists: boolean) => void;
  readonly view: (uri: string) => ContextView;
  /** What a folder of a build context, from `/`, holds now; null where it is none, or nobody can list it. `root` is an address. */
  readonly entriesOf: (root: string, folder: string) => Promise<readonly FolderEntry[] | null>;
  readonly forget: (uri: string) => void;
}

/** A very large folder is looked at in part. */
export const MOST_ENTRIES = 1000;
/** What is listed for one answer: people wait for it. */
const MOST_FOLDERS = 30;
const LONGEST_MS = 300;
/** How long a listing is kept. */
const KEPT_MS = 3_000;

interface Listing {
  readonly entries: readonly FolderEntry[] | null;
  readonly readAt: number;
}

/** The folders of one server: read by itself where it can, else asked of the client. */
export function createContextFiles(
  connection: Client,
  ignoreFiles: Pick<IgnoreFiles, "contextOf" | "of">,
  host: Host | null,
): ContextFiles {
  const perDocument = new Map<string, Map<string, Listing>>();
  let clientLists = false;

  async function entriesOf(root: string, folder: string): Promise<readonly FolderEntry[] | null> {
    const path = folder.split("/").filter(part => part !== "");
    const uri = [root, ...path.map(encodeURIComponent)].join("/");
    if (host?.canRead(uri)) return host.list(uri, root);
    if (!clientLists) return null;
    const params: ReadFolderParams = { uri };
    const { entries } = await connection.sendRequest<ReadFolderAnswer>(READ_FOLDER_REQUEST, params);
    return Array.isArray(entries) ? entries.slice(0, MOST_ENTRIES) : null;
  }

  async function readAll(
    uri: string,
    folders: readonly string[],
    known: Map<string, Listing>,
  ): Promise<void> {
    const [own] = await Promise.all([ignoreFiles.contextOf(uri), ignoreFiles.of(uri)]);
    const readOne = async (key: string) => {
      const [folder = "/", root = own] = key.split("\0");
      const entries = root === null ? null : await entriesOf(root, folder).catch(() => null);
      known.set(key, { entries, readAt: Date.now() });
    };
    await Promise.all(folders.map(readOne));
  }

  return {
    start: lists => {
      clientLists = lists;
    },
    entriesOf,
    view: uri => {
      const known = perDocument.get(uri) ?? new Map<string, Listing>();
      perDocument.set(uri, known);
      const begun = Date.now();
      for (const [folder, { readAt }] of known) if (begun - readAt > KEPT_MS) known.delete(folder);
      const missing = new Set<string>();
      let left = MOST_FOLDERS;
      return {
        list: (folder, root) => {
          const key = root === undefined ? folder : `${folder}\0${root}`;
          const listing = known.get(key);
          if (!listing) missing.add(key);
          return listing?.entries ?? null;
        },
        read: async () => {
          const folders = [...missing].slice(0, left);
          const time = LONGEST_MS - (Date.now() - begun);
          if (folders.length === 0 || time <= 0) return false;
          left -= folders.length;
          missing.clear();
          return withinTime(
            readAll(uri, folders, known).then(() => true),
            time,
            false,
          );
        },
      };
    },
    forget: uri => {
      perDocument.delete(uri);
    },
  };
}
