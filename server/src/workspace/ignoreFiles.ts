/** The ignore file of each open document: read when first asked for, then kept, and read again beside the work. */
import type { Machine } from "./machine";
import { contextFolder } from "./contextFolder";
import type { FolderEntry } from "../protocol";
import { inlineContextFolder } from "./inlineContext";
import { otherContext } from "./otherContext";
import { readText } from "./readText";
import type { SettingsStore } from "./settingsStore";
import { withinTime } from "../transport/withinTime";
import { readIgnoreFile } from "../shared/ignorePatterns";
import type { IgnoreFile } from "../shared/ignorePatterns";
import type { BuildsAround } from "../stages/model/buildsAround";
import type { Client } from "../transport/client";

/** What the server has around it: the files that it can read by itself. */
export interface Host {
  readonly machine: Machine;
  /** The address of the folder of the rules' pages, without a slash at its end. */
  readonly rulePages: string;
  /** The address of the folder of the snippets, likewise. */
  readonly snippets: string;
  readonly canRead: (uri: string) => boolean;
  /** Hears how many characters a text has, before it is read. */
  readonly willRead?: (length: number) => void;
  /** The text of a file; null where there is none, it cannot be read, or it leads out of `root`, if that is given. */
  readonly readText: (uri: string, root?: string | null) => Promise<string | null>;
  /** What a folder holds, some of it where it holds more than `most`; null where it is none, or leads out of `root`. */
  readonly list: (folder: string, root: string, most?: number) => Promise<FolderEntry[] | null>;
}

/** What the client can do for ignore files. */
export interface FileAbilities {
  /** It answers `dockerfileStages/readFile`. */
  readonly reads: boolean;
  /** It knows workspace folders. */
  readonly hasFolders: boolean;
}

export interface IgnoreFiles {
  /** To be called once the client has said what it can do. */
  readonly start: (abilities: FileAbilities) => void;
  /** What is known of a document's ignore file by now. */
  readonly known: (uri: string) => IgnoreFile | null;
  /** The ignore file of a document; waits for the first reading of it alone. */
  readonly of: (uri: string) => Promise<IgnoreFile | null>;
  /** The address of the folder that is a document's build context, without a slash at its end; null where there is none. */
  readonly contextOf: (uri: string) => Promise<string | null>;
  /** Whether a document's build context is certain: the build in force or a setting names it, or it is the workspace folder. */
  readonly isCertainContext: (uri: string) => Promise<boolean>;
  /** The address of the workspace folder around a document, without a slash at its end; null where there is none. */
  readonly workspaceFolderOf: (uri: string) => Promise<string | null>;
  /** The text of a file, as ignore files are read; null where there is none, or nobody can read it. */
  readonly textOf: (uri: string) => Promise<string | null>;
  /** Reads them all again: something has changed. */
  readonly changed: () => void;
  readonly forget: (uri: string) => void;
}

interface Entry {
  text: string | null;
  ignoreFile: IgnoreFile | null;
  /** Since when a reading is asked for no more often than {@link REST_MS}. */
  readAt: number;
  /** How many readings have begun, and which of them was taken last: one that ends late must not overtake a newer one. */
  begun: number;
  taken: number;
  /** One is under way, since {@link Entry.readAt}; and what it reads may have changed since. */
  isReading: boolean;
  isOutdated: boolean;
  /** Comes to an end with the first reading, or when that has been waited for long enough. */
  first: Promise<unknown>;
}

/** Diagnostics wait no longer for a file that does not come. When it does, they are refreshed. */
const LONGEST_MS = 1_000;

/** Clients need not watch files: what a document is asked about is looked at again after this time. */
const REST_MS = 2_000;

/**
 * The store of one server. `onDidChange` hears of documents for which another text was found than the one before; `buildsAround` says
 * what files around a Dockerfile build of it, and `chosenContext` which folder a person has chosen as its build context, if any.
 */
export function createIgnoreFiles(
  connection: Client,
  settings: Pick<SettingsStore, "of">,
  host: Host | null,
  onDidChange: (uri: string) => void,
  buildsAround: (uri: string) => BuildsAround | undefined = () => undefined,
  chosenContext: (uri: string) => string | null = () => null,
): IgnoreFiles {
  const entries = new Map<string, Entry>();
  let client: FileAbilities = { reads: false, hasFolders: false };

  const textOf = (uri: string) => readText({ connection, host, clientReads: client.reads }, uri);

  async function workspaceFolderOf(uri: string): Promise<string | null> {
    const folders = client.hasFolders ? await connection.workspace.getWorkspaceFolders() : null;
    const around = (folders ?? [])
      .map(folder => folder.uri.replace(/\/$/, ""))
      .filter(folder => uri.startsWith(`${folder}/`));
    return around.sort((a, b) => b.length - a.length)[0] ?? null;
  }

  async function contextOf(uri: string): Promise<string | null> {
    // What was never saved lies in no folder.
    if (!isInFolder(uri)) return null;
    const given = givenContext(uri);
    if (given) return given.folder;
    const chosen = chosenContext(uri);
    if (chosen !== null) return chosen;
    const inForce = buildsAround(uri)?.inForce?.context;
    if (inForce) return inForce.folder;
    const { context } = (await settings.of(uri)).build;
    const fileDirname = uri.slice(0, uri.lastIndexOf("/"));
    const workspaceFolder = context.trim() === "" ? null : await workspaceFolderOf(uri);
    return contextFolder(context, { fileDirname, workspaceFolder });
  }

  async function isCertainContext(uri: string): Promise<boolean> {
    if (!isInFolder(uri)) return false;
    const given = givenContext(uri);
    if (given) return given.isCertain;
    const around = buildsAround(uri);
    if (chosenContext(uri) !== null || around?.inForce?.context) return true;
    if ((await settings.of(uri)).build.context.trim() !== "") return true;
    if (around?.inForce) return false;
    const own = uri.slice(0, uri.lastIndexOf("/"));
    // Another build may be the one that is meant.
    if (around?.builds.some(({ context }) => context?.folder !== own)) return false;
    return (await workspaceFolderOf(uri)) === own;
  }

  /** The builder takes the one that is named after the Dockerfile, else the one of the build context. */
  async function find(uri: string): Promise<string | null> {
    if (!isInFolder(uri)) return null;
    const ofContext = contextOf(uri).then(folder =>
      folder === null ? null : textOf(`${folder}/.dockerignore`),
    );
    // Most contexts have neither, so nothing is gained by reading one after the other.
    const dockerfile = inlineContextFolder(uri) ? null : (otherContext(uri)?.dockerfile ?? uri);
    const named = dockerfile === null ? null : textOf(`${dockerfile}.dockerignore`);
    const [own, shared] = await Promise.all([named, ofContext]);
    return own ?? shared;
  }

  async function load(uri: string, entry: Entry): Promise<boolean> {
    entry.readAt = Date.now();
    const reading = ++entry.begun;
    entry.isReading = true;
    entry.isOutdated = false;
    try {
      const text = await find(uri);
      if (reading < entry.taken || entries.get(uri) !== entry) return false;
      entry.taken = reading;
      if (text === entry.text) return false;
      entry.ignoreFile = text === null ? null : readIgnoreFile(text);
      entry.text = text;
      return true;
    } catch (error) {
      connection.console.warn(`The ignore file of ${uri} could not be read: ${String(error)}`);
      return false;
    } finally {
      if (reading === entry.begun) entry.isReading = false;
    }
  }

  /** Reads again, once for all that changes while a reading is under way; one that takes too long is not waited for. */
  function reload(uri: string, entry: Entry): void {
    if (entry.isReading && Date.now() - entry.readAt < LONGEST_MS) {
      entry.isOutdated = true;
      return;
    }
    void load(uri, entry).then(isNew => {
      if (isNew) onDidChange(uri);
      if (entry.isOutdated && entries.get(uri) === entry) reload(uri, entry);
    });
  }

  return {
    start: abilities => {
      client = abilities;
    },
    known: uri => entries.get(uri)?.ignoreFile ?? null,
    of: async uri => {
      const known = entries.get(uri);
      if (known) {
        await known.first;
        if (Date.now() - known.readAt > REST_MS) reload(uri, known);
        return known.ignoreFile;
      }
      const entry: Entry = {
        text: null,
        ignoreFile: null,
        readAt: 0,
        begun: 0,
        taken: 0,
        isReading: false,
        isOutdated: false,
        first: Promise.resolve(),
      };
      entries.set(uri, entry);
      const loaded = load(uri, entry);
      const isLate = withinTime(
        loaded.then(() => false),
        LONGEST_MS,
        true,
      );
      entry.first = isLate;
      void Promise.all([loaded, isLate]).then(([isNew, late]) => {
        if (isNew && late) onDidChange(uri);
        if (entry.isOutdated && entries.get(uri) === entry) reload(uri, entry);
      });
      await entry.first;
      return entry.ignoreFile;
    },
    contextOf,
    isCertainContext,
    workspaceFolderOf,
    textOf,
    changed: () => {
      for (const [uri, entry] of entries) reload(uri, entry);
    },
    forget: uri => {
      entries.delete(uri);
    },
  };
}

/** The build context that an address stands for, where it is not that of a Dockerfile. */
function givenContext(uri: string): { readonly folder: string; readonly isCertain: boolean } | null {
  return inlineContextFolder(uri) ?? otherContext(uri);
}

function isInFolder(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/.*\//i.test(uri);
}
