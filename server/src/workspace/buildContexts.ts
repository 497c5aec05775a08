/**
 * What rules ask of the build context of each open document: answered from folders that are read beside the work, so that no
 * diagnostic waits for them. When an answer is another one than before, diagnostics are made anew.
 */
import { findPath, fromGitIgnore } from "../stages/files/buildContext";
import type { BuildContext, PathAnswer } from "../stages/files/contextPaths";
import { readIgnoreFile } from "../shared/ignorePatterns";
import type { IgnoreFile } from "../shared/ignorePatterns";
import type { FolderEntry } from "../protocol";
import type { ContextFiles } from "./contextFiles";
import { MOST_ENTRIES } from "./contextFiles";
import { folderAbove } from "./folderAbove";
import type { IgnoreFiles } from "./ignoreFiles";

export interface BuildContexts {
  /** What is known of a document's build context by now: another object once an answer is another one. Never null. */
  readonly known: (uri: string) => BuildContext;
  /** Answers once all is looked up that has been asked of a document's build context. */
  readonly settled: (uri: string) => Promise<void>;
  /** Reads again what was asked for: something has changed. */
  readonly changed: () => void;
  readonly forget: (uri: string) => void;
}

interface Entry {
  context: BuildContext;
  answers: Map<string, PathAnswer>;
  /** Paths that were asked for. */
  readonly asked: Set<string>;
  isReading: boolean;
  /** Comes to an end with the reading that is under way, or was last. */
  reading: Promise<void>;
  isOutdated: boolean;
  readAt: number;
}

/** Of more paths than any file has the first are looked up. */
const MOST_PATHS = 1_000;
/** Folders that are read for one round of answers, in turns: each turn may show that another one is needed. */
const MOST_FOLDERS = 200;
const MOST_TURNS = 20;
/** Clients need not watch files: what a document is asked about is looked at again after this time. */
const REST_MS = 2_000;

/** The store of one server. `onDidChange` hears of documents for which an answer is another one. */
export function createBuildContexts(
  { entriesOf }: Pick<ContextFiles, "entriesOf">,
  ignoreFiles: Pick<IgnoreFiles, "contextOf" | "isCertainContext" | "of" | "textOf" | "workspaceFolderOf">,
  onDidChange: (uri: string) => void,
): BuildContexts {
  const entries = new Map<string, Entry>();

  function contextWith(
    uri: string,
    answers: ReadonlyMap<string, PathAnswer>,
    isCertain: boolean,
  ): BuildContext {
    return {
      isCertain,
      find: path => {
        const entry = entries.get(uri);
        if (entry && !entry.asked.has(path) && entry.asked.size < MOST_PATHS) {
          entry.asked.add(path);
          read(uri, entry);
        }
        return answers.get(path);
      },
    };
  }

  /** Looks up all that was asked for, once for all that is asked while a reading is under way. */
  function read(uri: string, entry: Entry): void {
    if (entry.isReading) {
      entry.isOutdated = true;
      return;
    }
    entry.isReading = true;
    // What is asked for in one go is looked up in one go.
    entry.reading = Promise.resolve()
      .then(() => {
        entry.isOutdated = false;
        return lookUp(uri, [...entry.asked]);
      })
      .catch(() => null)
      .then(found => {
        entry.isReading = false;
        entry.readAt = Date.now();
        if (entries.get(uri) !== entry) return;
        if (found && !isSame(entry, found.answers, found.isCertain)) {
          entry.answers = found.answers;
          entry.context = contextWith(uri, found.answers, found.isCertain);
          onDidChange(uri);
        }
        if (entry.isOutdated) read(uri, entry);
      });
  }

  async function lookUp(
    uri: string,
    paths: readonly string[],
  ): Promise<{ answers: Map<string, PathAnswer>; isCertain: boolean } | null> {
    const root = await ignoreFiles.contextOf(uri);
    if (root === null) return null;
    const [isCertain, ignoreFile] = await Promise.all([
      ignoreFiles.isCertainContext(uri),
      ignoreFiles.of(uri),
    ]);
    const folders = new Map<string, readonly FolderEntry[] | null>();
    const answers = new Map<string, PathAnswer>();
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const missing = new Set<string>();
      const list = (folder: string) => {
        const known = folders.get(folder);
        if (known === undefined) missing.add(folder);
        return known;
      };
      for (const path of paths) {
        if (answers.has(path)) continue;
        const answer = findPath(path, { list, ignoreFile, generated: null });
        if (answer) answers.set(path, answer);
      }
      if (missing.size === 0 || folders.size + missing.size > MOST_FOLDERS) break;
      await Promise.all(
        [...missing].map(async folder => {
          const found = await entriesOf(root, folder).catch(() => null);
          // Of a folder that is larger, some is missing.
          folders.set(folder, found && found.length < MOST_ENTRIES ? found : null);
        }),
      );
    }
    const missing = [...answers].filter(([, { kind }]) => kind === "missing");
    // What is missing may be made before a build. Most contexts miss nothing.
    const generated = missing.length > 0 ? await generatedIn(root) : null;
    for (const [path] of missing)
      if (generated && generated.ignores(path) !== false) answers.set(path, { kind: "unknown" });
    await lookAbove(uri, root, answers);
    return { answers, isCertain };
  }

  /** Adds to what is missing which folder above the context has it. */
  async function lookAbove(uri: string, root: string, answers: Map<string, PathAnswer>): Promise<void> {
    const missing = [...answers].filter(([, answer]) => answer.kind === "missing" && !answer.isSlip);
    if (missing.length === 0) return;
    const workspaceFolder = await ignoreFiles.workspaceFolderOf(uri);
    const listed = new Map<string, Promise<readonly FolderEntry[] | null>>();
    const list = (address: string) => {
      const known = listed.get(address);
      if (known !== undefined || listed.size >= MOST_FOLDERS) return known ?? Promise.resolve(null);
      const entries = entriesOf(address, "/").catch(() => null);
      listed.set(address, entries);
      return entries;
    };
    for (const [path, answer] of missing) {
      const above = await folderAbove(path, root, workspaceFolder, list);
      if (above !== undefined && answer.kind === "missing") answers.set(path, { ...answer, above });
    }
  }

  /** What the `.gitignore` of the context and those of the folders around it leave out. */
  async function generatedIn(root: string): Promise<IgnoreFile | null> {
    const texts: string[] = [];
    let folder = root;
    for (let up = 0; up < 4 && /:\/\/.*\/./.test(folder); up++) {
      const text = await ignoreFiles.textOf(`${folder}/.gitignore`).catch(() => null);
      // Patterns with a slash count from the folder of their file.
      const lines = text === null ? [] : fromGitIgnore(text).split("\n");
      texts.unshift(lines.filter(line => up === 0 || /^!?\*\*\//.test(line)).join("\n"));
      folder = folder.slice(0, folder.lastIndexOf("/"));
    }
    const all = texts.join("\n").trim();
    return all === "" ? null : readIgnoreFile(all);
  }

  return {
    known: uri => {
      let entry = entries.get(uri);
      if (!entry) {
        entry = {
          context: contextWith(uri, new Map(), false),
          answers: new Map(),
          asked: new Set(),
          isReading: false,
          reading: Promise.resolve(),
          isOutdated: false,
          readAt: 0,
        };
        entries.set(uri, entry);
      } else if (entry.asked.size > 0 && !entry.isReading && Date.now() - entry.readAt > REST_MS)
        read(uri, entry);
      return entry.context;
    },
    settled: async uri => {
      for (let entry = entries.get(uri); entry?.isReading; entry = entries.get(uri)) await entry.reading;
    },
    changed: () => {
      for (const [uri, entry] of entries) if (entry.asked.size > 0) read(uri, entry);
    },
    forget: uri => {
      entries.delete(uri);
    },
  };
}

/** Whether what is found says the same to rules: what is there, and what nobody knows, is as what has not been read. */
function isSame(
  { answers, context }: Entry,
  found: ReadonlyMap<string, PathAnswer>,
  isCertain: boolean,
): boolean {
  const before = reported(answers);
  const now = reported(found);
  return before.join("\n") === now.join("\n") && (now.length === 0 || context.isCertain === isCertain);
}

function reported(answers: ReadonlyMap<string, PathAnswer>): string[] {
  return [...answers]
    .filter(([, { kind }]) => kind === "missing" || kind === "ignored")
    .map(answer => JSON.stringify(answer));
}
