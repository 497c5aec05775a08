/** What is read of the workspace's folders for the files around a Dockerfile: by the server itself, else by the client. */
import type { Client } from "../transport/client";
import type { InitializeParams } from "vscode-languageserver-protocol";
import { FIND_FILES_REQUEST, READ_FOLDER_REQUEST } from "../protocol";
import type { ClientOptions, FindFilesAnswer, FolderEntry, ReadFolderAnswer } from "../protocol";
import { withinTime } from "../transport/withinTime";
import type { Host } from "./ignoreFiles";
import { readText } from "./readText";
import { addressBelow, rootAt } from "./roots";
import type { Root } from "./roots";

/** Readers of folders; `below` is a path that counts from the folder: `/compose.yaml`, or empty for the folder itself. */
export interface RootReaders {
  readonly folders: () => Promise<Root[]>;
  /** What is in a folder; null where it is none, or nobody can say. */
  readonly list: (root: Root, below: string) => Promise<readonly FolderEntry[] | null>;
  /** The text of a file; null where it is not there, or a link leads out of the folder. */
  readonly read: (root: Root, below: string) => Promise<string | null>;
  /** The files that the client finds; without paths from a client that finds none. */
  readonly find: (root: Root) => Promise<FindFilesAnswer>;
}

/** What a client does not answer in this time is taken for not there: a rename waits for all of it. */
const LONGEST_MS = 5_000;
/** A client that has not found the files by then is not waited for: the folders are gone through. */
const LONGEST_SEARCH_MS = 20_000;
/** Of a larger folder some files are looked at. */
const MOST_IN_FOLDER = 20_000;

const NOT_FOUND: FindFilesAnswer = { paths: null, isComplete: false };

export function createRootReaders(
  connection: Client,
  { workspaceFolders, capabilities }: InitializeParams,
  options: Partial<ClientOptions>,
  host: Host | null,
): RootReaders {
  return {
    folders: async () => {
      const asked = capabilities.workspace?.workspaceFolders === true;
      // A client that says so and then does not answer has none for us.
      const told = asked
        ? await withinTime(connection.workspace.getWorkspaceFolders(), LONGEST_MS, null)
        : workspaceFolders;
      return (told ?? []).map(({ uri }) => rootAt(uri));
    },
    list: async (root, below) => {
      const uri = addressBelow(root, below);
      if (host?.canRead(uri)) return host.list(uri, root.uri, MOST_IN_FOLDER);
      if (options.readsFolders !== true) return null;
      const asked = connection.sendRequest<ReadFolderAnswer>(READ_FOLDER_REQUEST, { uri });
      return (await withinTime(asked, LONGEST_MS, { entries: null })).entries;
    },
    read: (root, below) => {
      const readers = { connection, host, clientReads: options.readsFiles === true };
      return withinTime(readText(readers, addressBelow(root, below), root.uri), LONGEST_MS, null);
    },
    find: async ({ uri }) => {
      if (options.findsFiles !== true) return NOT_FOUND;
      const asked = connection.sendRequest<FindFilesAnswer>(FIND_FILES_REQUEST, { uri });
      return withinTime(
        asked.catch(() => NOT_FOUND),
        LONGEST_SEARCH_MS,
        NOT_FOUND,
      );
    },
  };
}
