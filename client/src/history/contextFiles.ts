/** The files of a build context on disk, as a build gets them: read anew each time, without their contents. Synchronous: for a worker. */
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import * as path from "node:path";
import {
  contextFilter,
  type ContextDecision,
  type ContextFilter,
} from "../../../server/src/shared/contextFilter";

/** What stands at a path of a context. */
export interface ContextEntry {
  kind: "file" | "folder" | "link";
  /** Its permissions, as far as the builder counts them; the same for all on Windows. */
  mode: number;
  /** In bytes. */
  size: number;
  /** Another text as soon as anybody has touched it: size, times and place on the disk. */
  stat: string;
  /** Where a link leads, as it is written. */
  target?: string;
}

/** By their paths from the context, with slashes, each folder before what it holds. */
export type ContextEntries = ReadonlyMap<string, ContextEntry>;

/** Folders and links count as files. */
export const MOST_FILES = 50_000;

/** The entries of a folder; `tooMany` beyond `most`, `missing` where there is no such folder. */
export function readContext(
  root: string,
  ignoreText: string,
  most = MOST_FILES,
): ContextEntries | "tooMany" | "missing" {
  const entries = new Map<string, ContextEntry>();
  const filter = contextFilter(ignoreText);
  if (!existsSync(root)) return "missing";
  return readFolder(root, "", null, filter, entries, most) ? entries : "tooMany";
}

/** The ignore file that counts for a Dockerfile: its own (`<Dockerfile>.dockerignore`), else that of the context; empty for none. */
export function ignoreTextOf(root: string, dockerfile: string | null): string {
  const files = [
    ...(dockerfile === null ? [] : [`${dockerfile}.dockerignore`]),
    path.join(root, ".dockerignore"),
  ];
  for (const file of files) {
    try {
      return readFileSync(file, "utf8");
    } catch {
      // The next one counts.
    }
  }
  return "";
}

/** False where there are too many. What cannot be read is left out: the builder will say so. */
function readFolder(
  root: string,
  folder: string,
  decision: ContextDecision | null,
  filter: ContextFilter,
  entries: Map<string, ContextEntry>,
  most: number,
): boolean {
  for (const { name, isFolder } of namesIn(path.join(root, folder))) {
    const at = folder === "" ? name : `${folder}/${name}`;
    const own = filter.decide(at, decision);
    if (own.isIgnored && !(isFolder && filter.mayKeepBelow(at))) continue;
    const before = entries.size;
    const entry = own.isIgnored ? undefined : entryOf(path.join(root, at));
    if (entry) entries.set(at, entry);
    if (isFolder && !readFolder(root, at, own, filter, entries, most)) return false;
    // A folder that is left out comes along with what is taken back of it.
    if (own.isIgnored && entries.size > before) {
      const held = entryOf(path.join(root, at));
      if (held) entries.set(at, held);
    }
    if (entries.size > most) return false;
  }
  return true;
}

function namesIn(folder: string): { name: string; isFolder: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map(entry => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function entryOf(file: string): ContextEntry | undefined {
  try {
    const stat = lstatSync(file);
    const { size, mtimeMs, ctimeMs, ino } = stat;
    const mode = process.platform === "win32" ? 0 : stat.mode & 0o7777;
    const entry = { mode, size, stat: [size, mtimeMs, ctimeMs, ino].join(":") };
    // The mode of a link means nothing.
    if (stat.isSymbolicLink()) return { ...entry, kind: "link", mode: 0, target: readlinkSync(file) };
    return { ...entry, kind: stat.isDirectory() ? "folder" : "file" };
  } catch {
    return undefined;
  }
}
