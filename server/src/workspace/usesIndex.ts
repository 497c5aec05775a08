/**
 * The uses of all Dockerfiles of a workspace: every file that may describe builds is read once, and again when it, or a file
 * that its reader asked for, has changed. A chunk of its own, loaded when the first Dockerfile has been answered.
 */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { ReadHcl } from "../around/bake/hcl";
import { isDockerfileName } from "../shared/filePatterns";
import type { Files } from "../around/files";
import { isBelow } from "../around/paths";
import { mayBeScript, mayDescribeBuilds, readUsesIn } from "../around/readUsesIn";
import { NOTHING, dockerfilePath } from "../around/use";
import type { NamedFile, Reading, Use } from "../around/use";
import { LONGEST_FILE } from "../around/files";
import { turn } from "./turn";

export { findFiles } from "./workspaceFiles";

/** Where an index gets its files from. */
export interface IndexSource {
  /** The workspace's folders, as paths. */
  readonly roots: readonly string[];
  /** All files below them, as paths. */
  readonly paths: readonly string[];
  /** The text of a file; null where there is none. */
  readonly read: (path: string) => Promise<string | null>;
  /** Hears of what cannot be read, once of a file that is too large, or has more of something than is looked at. */
  readonly log: (message: string) => void;
}

/** The uses of a workspace. */
export interface UsesIndex {
  /** The uses of a Dockerfile, in the order of their files. */
  readonly usesOf: (dockerfile: string) => readonly Use[];
  /** The uses of all Dockerfiles, also of those whose path is not known: another list only where files have changed. */
  readonly allUses: () => readonly Use[];
  /** Those of which no file says which Dockerfile they are of. */
  readonly unplaced: () => readonly Use[];
  /** The uses that a file describes. */
  readonly usesIn: (path: string) => readonly Use[];
  /** The uses that have something of a file, if its text were another one. Nothing of it is kept. */
  readonly readAs: (path: string, text: string) => readonly Use[];
  /** A file as a document, for its lines; null where it is not read. */
  readonly document: (path: string) => TextDocument | null;
  /** Reads files again: they were changed, made or deleted on disk, or typed in an editor, whose text then counts. */
  readonly update: (changes: ReadonlyMap<string, { readonly typed?: string | null }>) => Promise<void>;
  readonly describesBuilds: (path: string) => boolean;
  /** Files that are there from now on; answers those of them that are new and have to be read by `update`. */
  readonly add: (paths: readonly string[]) => string[];
  /** The files below a folder. */
  readonly below: (folder: string) => string[];
  /** All Dockerfiles, by their names, as paths. */
  readonly dockerfiles: () => readonly string[];
}

/** What a reader asked for and was not there is read for it, in so many rounds. */
const MOST_ROUNDS = 4;
/** While the texts of so many files are read, the ones before are gone through. */
const AT_ONCE = 64;
/** Files without an ending that are looked at: only their first line says whether they are scripts. */
const MOST_SCRIPTS = 2_000;
/** More files of a workspace are not looked at: their paths alone take memory. */
const MOST_FILES = 100_000;
/** So many of the files that ask for one are read with it, as it is typed. */
const MOST_ASKING = 8;
/** Work is interrupted after so many milliseconds, so that a key stroke is not held up. */
const LONGEST_TURN_MS = 8;

const NONE: readonly Use[] = [];

interface Known {
  reading: Reading;
  /** What its reader asked for. */
  asked: ReadonlySet<string>;
}

/** Reads a workspace. */
export async function createIndex({ roots, paths, read, log }: IndexSource): Promise<UsesIndex> {
  const all = new Set(paths.slice(0, MOST_FILES));
  if (paths.length > MOST_FILES) log(`Only ${MOST_FILES} files of the workspace are searched for builds.`);
  const typed = new Map<string, string>();
  const texts = new Map<string, string | null>();
  const known = new Map<string, Known>();
  const named = new Map<string, NamedFile>();
  const documents = new Map<string, { readonly text: string; readonly document: TextDocument }>();
  const told = new Set<string>();
  let byDockerfile: Map<string | null, Use[]> | null = null;
  let everyUse: readonly Use[] | null = null;
  let readHcl: ReadHcl = path => ({ path, blocks: [], attributes: new Map(), isBroken: true });
  let hasHcl = false;

  const isInWorkspace = (path: string) => roots.some(root => isBelow(root, path));
  const rootOf = (path: string) =>
    roots.filter(root => isBelow(root, path)).sort((a, b) => b.length - a.length)[0] ?? "/";
  // Of the files without an ending, those are known that are scripts which build.
  const describesBuilds = (path: string) =>
    mayDescribeBuilds(path) || named.has(path) || (mayBeScript(path) && known.has(path));

  /** Of several files that name one, the first counts. */
  const isNamed = ({ path }: NamedFile) => named.has(path);

  function logOnce(message: string): void {
    if (told.has(message)) return;
    told.add(message);
    log(message);
  }

  async function load(wanted: readonly string[]): Promise<void> {
    const lacking = wanted.filter(path => !texts.has(path));
    await Promise.all(
      lacking.map(async path => {
        texts.set(path, isInWorkspace(path) ? await read(path).catch(() => null) : null);
      }),
    );
  }

  /** Reads a file; answers the files that its reader asked for and that nobody has read. */
  function readOne(path: string): string[] {
    const asked = new Set<string>();
    const missing = new Set<string>();
    const files: Files = {
      text: each => {
        asked.add(each);
        const own = typed.get(each) ?? texts.get(each);
        if (own === undefined && all.has(each)) missing.add(each);
        if (own && own.length > LONGEST_FILE)
          logOnce(`${each} is not read: it is longer than ${LONGEST_FILE} characters.`);
        return own ?? null;
      },
      onLimit: (each, what) => {
        logOnce(`Not all of ${each} is known: ${what}.`);
      },
      has: each => all.has(each),
      root: rootOf,
    };
    const before = known.get(path)?.reading ?? NOTHING;
    let reading: Reading;
    try {
      reading = readUsesIn(path, files, readHcl, named.get(path));
    } catch (error) {
      log(`${path} could not be read: ${String(error)}`);
      reading = before;
    }
    known.set(path, { reading: reading.isBroken ? withLast(reading, before) : reading, asked });
    for (const file of reading.names)
      if (all.has(file.path) && (file.isIncluded || !mayDescribeBuilds(file.path)) && !isNamed(file)) {
        named.set(file.path, file);
        missing.add(file.path);
      }
    return [...missing];
  }

  async function readAll(wanted: readonly string[]): Promise<void> {
    if (!hasHcl && wanted.some(path => /\.(?:hcl|json)$/.test(path) && /bake/.test(path))) {
      try {
        // A chunk of its own: most of it is WebAssembly.
        const { loadHcl } = await import("../around/bake/loadHcl");
        readHcl = await loadHcl();
      } catch (error) {
        log(`Bake files cannot be read here: ${String(error)}`);
      }
      hasHcl = true;
    }
    let paths = wanted;
    for (let round = 0; paths.length > 0 && round < MOST_ROUNDS; round++) {
      const missing = new Set<string>();
      const again = new Set<string>();
      let begun = Date.now();
      for (const path of paths) {
        const lacking = readOne(path);
        for (const each of lacking) missing.add(each);
        if (lacking.length > 0) again.add(path);
        if (Date.now() - begun < LONGEST_TURN_MS) continue;
        await turn();
        begun = Date.now();
      }
      await load([...missing]);
      for (const path of missing) if (named.has(path)) again.add(path);
      paths = [...again];
    }
    byDockerfile = null;
    everyUse = null;
  }

  const scripts = [...all].filter(path => mayBeScript(path) && !mayDescribeBuilds(path));
  if (scripts.length > MOST_SCRIPTS)
    log(`Only ${MOST_SCRIPTS} files without an ending are searched for builds.`);
  const first = [...[...all].filter(mayDescribeBuilds), ...scripts.slice(0, MOST_SCRIPTS)];
  let next = load(first.slice(0, AT_ONCE));
  for (let at = 0; at < first.length; at += AT_ONCE) {
    await next;
    next = load(first.slice(at + AT_ONCE, at + 2 * AT_ONCE));
    await readAll(first.slice(at, at + AT_ONCE));
  }
  // Most files without an ending are none.
  for (const path of scripts)
    if (known.get(path)?.reading.uses.length === 0) {
      known.delete(path);
      texts.delete(path);
    }

  return {
    usesOf: dockerfile => {
      byDockerfile ??= grouped(known);
      return byDockerfile.get(dockerfile) ?? NONE;
    },
    unplaced: () => {
      byDockerfile ??= grouped(known);
      return byDockerfile.get(null) ?? NONE;
    },
    allUses: () => (everyUse ??= [...known.values()].flatMap(({ reading }) => reading.uses)),
    usesIn: path => known.get(path)?.reading.uses ?? [],
    readAs: (path, text) => {
      const files: Files = {
        text: each => (each === path ? text : (typed.get(each) ?? texts.get(each) ?? null)),
        has: each => all.has(each),
        root: rootOf,
      };
      const asking = [...known].flatMap(([each, { asked }]) =>
        each !== path && asked.has(path) ? [each] : [],
      );
      return [path, ...asking.slice(0, MOST_ASKING)].flatMap(each => {
        try {
          return readUsesIn(each, files, readHcl, named.get(each)).uses;
        } catch {
          return [];
        }
      });
    },
    document: path => {
      const text = typed.get(path) ?? texts.get(path) ?? null;
      if (text === null) return null;
      // The lines of a file are counted once, however many of its places are asked for.
      const last = documents.get(path);
      if (last?.text === text) return last.document;
      const document = TextDocument.create(path, "", 0, text);
      documents.set(path, { text, document });
      return document;
    },
    describesBuilds,
    add: paths => {
      const added = paths.filter(path => !all.has(path)).slice(0, Math.max(0, MOST_FILES - all.size));
      for (const path of added) all.add(path);
      return added.filter(path => describesBuilds(path) || isDockerfileName(path));
    },
    below: folder => [...all].filter(path => path !== folder && isBelow(folder, path)),
    dockerfiles: () => [...all].filter(isDockerfileName),
    update: async changes => {
      for (const [path, change] of changes) {
        if (typeof change.typed === "string") {
          typed.set(path, change.typed);
          continue;
        }
        // Behind an editor that closes a file, the file is what it is on disk.
        if (change.typed === null) typed.delete(path);
        const text = isInWorkspace(path) ? await read(path).catch(() => null) : null;
        texts.set(path, text);
        documents.delete(path);
        if (text === null) all.delete(path);
        else all.add(path);
      }
      const isOther = (path: string) => changes.has(path);
      const asking = [...known].filter(([, { asked }]) => [...asked].some(isOther)).map(([path]) => path);
      const own = [...changes.keys()].filter(path => describesBuilds(path));
      // Where a build is run depends on which Dockerfiles are there.
      const dockerfiles = [...changes.keys()].some(isDockerfileName) ? [...known.keys()] : [];
      await readAll([...new Set([...own, ...asking, ...dockerfiles])]);
    },
  };
}

/** What can be read of a file that somebody is typing, and of the rest what it said before. */
function withLast(reading: Reading, before: Reading): Reading {
  const names = new Set(reading.uses.map(({ name }) => name));
  return {
    ...reading,
    uses: [...reading.uses, ...before.uses.filter(({ name }) => name !== "" && !names.has(name))],
  };
}

/** The uses by the path of their Dockerfile; by null those of which that is open. */
function grouped(known: ReadonlyMap<string, Known>): Map<string | null, Use[]> {
  const found = new Map<string | null, Use[]>();
  for (const { reading } of known.values())
    for (const use of reading.uses) {
      const path = dockerfilePath(use.dockerfile);
      if (path === null && !use.dockerfile.isOpen) continue;
      const before = found.get(path);
      if (before) before.push(use);
      else found.set(path, [use]);
    }
  return found;
}
