/**
 * Who builds the open Dockerfiles, from the files around them: known some time after the first Dockerfile was opened, and kept
 * as those files change. What reads them is loaded only then (`usesIndex.ts`).
 */
import type { Client } from "../transport/client";
import type { InitializeParams } from "vscode-languageserver-protocol";
import { isFolderOfInterest } from "../around/fileNames";
import { pathOfUri } from "../around/paths";
import type { ClientOptions } from "../protocol";
import { isDockerfileName, mayBeAround } from "../shared/filePatterns";
import { loadChunk } from "../transport/loadChunk";
import type { Host } from "./ignoreFiles";
import { createRootReaders } from "./rootReaders";
import { isOwnDocument, rootOf } from "./roots";
import type { Root } from "./roots";
import { turn } from "./turn";
import type { UsesIndex } from "./usesIndex";
import { usesLookup } from "./usesLookup";
import type { UsesLookup } from "./usesLookup";
import type { findFiles } from "./workspaceFiles";

/** The uses of one server's Dockerfiles. */
export interface Uses extends UsesLookup {
  /** To be called once the client has been answered, and Dockerfiles are there. */
  readonly wanted: () => void;
  /** Answers once all that is known to have changed is read. */
  readonly settled: () => Promise<void>;
  /** Whether a document is one of the files around a Dockerfile. */
  readonly takes: (uri: string) => boolean;
  /** The text of such a document as it is typed; null where it is closed. */
  readonly typed: (uri: string, text: string | null) => void;
  /** Files have changed on disk. */
  readonly changed: (uris: readonly string[]) => void;
}

/** How long the first Dockerfile is left alone: its diagnostics and what is clicked on come first. */
const REST_MS = 500;
/** Of more files and folders that come at once, the workspace is searched instead of each of them. */
const MOST_APPEARED = 50;
/** Changes that come within this time are read together. */
const TOGETHER_MS = 50;

/** The store of one server. `onDidChange` hears that the builds of some Dockerfile are others; `onReady` that files are known. */
export function createUses(
  connection: Client,
  params: InitializeParams,
  options: Partial<ClientOptions>,
  host: Host | null,
  { onDidChange, onReady }: { readonly onDidChange: () => void; readonly onReady: () => void },
): Uses {
  const readers = createRootReaders(connection, params, options, host);
  const lookup = usesLookup(
    () => index,
    () => roots,
    readers.list,
  );
  let index: UsesIndex | null = null;
  let roots: readonly Root[] = [];
  let waiting = new Map<string, { typed?: string | null }>();
  let folders = new Set<string>();
  let findBelow: typeof findFiles | null = null;
  let updating: Promise<void> | null = null;
  let loading: Promise<void> | null = null;

  async function load(): Promise<void> {
    await turn(REST_MS);
    roots = await readers.folders();
    const chunk = roots.length > 0 ? await loadChunk(connection, () => import("./usesIndex")) : null;
    if (!chunk) return;
    findBelow = chunk.findFiles;
    const found = await Promise.all(
      roots.map(async root => {
        const { paths, isComplete, unread } = await chunk.findFiles({
          find: () => readers.find(root),
          list: path => readers.list(root, path),
          read: path => readers.read(root, path),
        });
        if (!isComplete) connection.console.info(`${root.uri} has more files than are searched for builds.`);
        const [first] = unread;
        if (first !== undefined)
          connection.console.info(
            `${unread.length} folders of ${root.uri} cannot be searched for builds, as ${first === "" ? "/" : first}.`,
          );
        return paths.map(path => root.path + path);
      }),
    );
    index = await chunk.createIndex({
      roots: roots.map(({ path }) => path),
      paths: found.flat(),
      read: path => {
        const root = rootOf(roots, path);
        return root ? readers.read(root, path.slice(root.path.length)) : Promise.resolve(null);
      },
      log: message => {
        connection.console.warn(message);
      },
    });
    onReady();
    onDidChange();
    update();
  }

  function isOwn(uri: string): boolean {
    return isOwnDocument(roots.length > 0 ? roots : (params.workspaceFolders ?? []), uri);
  }

  function wait(path: string): void {
    if (!waiting.has(path)) waiting.set(path, {});
  }

  /** Of a folder that comes or goes, editors tell nothing but its path: what is in it has come or gone, too. */
  async function lookIntoFolders(known: UsesIndex): Promise<void> {
    const paths = [...folders];
    folders = new Set();
    for (const path of paths) for (const file of known.below(path)) wait(file);
    // Most of them are files that have nothing to do with builds.
    const begun = paths.length > MOST_APPEARED ? roots.map(({ path }) => path) : paths;
    for (const path of begun) {
      const root = rootOf(roots, path);
      if (!root || !findBelow) continue;
      const below = path.slice(root.path.length);
      if (!below.split("/").every(isFolderOfInterest)) continue;
      const here = {
        find: null,
        list: (each: string) => readers.list(root, each),
        read: (each: string) => readers.read(root, each),
      };
      const { paths: found } = await findBelow(here, below);
      for (const file of known.add(found.map(each => root.path + each))) wait(file);
    }
  }

  /** Reads what has changed, once for all changes that wait. */
  function update(): void {
    const known = index;
    if (!known || updating || waiting.size + folders.size === 0) return;
    updating = turn(TOGETHER_MS)
      .then(async () => {
        await lookIntoFolders(known);
        const changes = waiting;
        waiting = new Map();
        if (changes.size === 0) return;
        await known.update(changes);
        onDidChange();
      })
      .catch((error: unknown) => {
        connection.console.error(`Files around a Dockerfile could not be read: ${String(error)}`);
      })
      .then(() => {
        updating = null;
        update();
      });
  }

  return {
    wanted: () => {
      loading ??= load().catch((error: unknown) => {
        connection.console.error(`The workspace could not be searched for builds: ${String(error)}`);
      });
    },
    ...lookup,
    settled: async () => {
      await loading;
      while (updating) await updating;
    },
    takes: uri => isOwn(uri) && index?.describesBuilds(pathOfUri(uri)) === true,
    typed: (uri, text) => {
      if (!isOwn(uri)) return;
      waiting.set(pathOfUri(uri), { typed: text });
      update();
    },
    changed: uris => {
      for (const path of uris.map(pathOfUri))
        if (mayBeAround(path) || isDockerfileName(path) || index?.describesBuilds(path) === true) wait(path);
        else folders.add(path);
      update();
    },
  };
}
