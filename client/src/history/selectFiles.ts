/** Which files of a context an instruction reads: its sources with wildcards, `--exclude` and `--parents`, as the builder takes them. Pure. */
import type { ContextRead } from "../../../server/src/protocol";
import { contextFilter, type ContextDecision } from "../../../server/src/shared/contextFilter";
import { filePattern, matchesWhole } from "../../../server/src/shared/filePattern";
import { cleanPath } from "../../../server/src/shared/ignorePatterns";

/** What selecting has to know of an entry. */
interface Entry {
  readonly kind: "file" | "folder" | "link";
  readonly target?: string;
}

const WILDCARD = /[*?[\\]/;
/** A link that leads to a link, and so on. */
const MOST_LINKS = 10;

/** The paths that are read, in the order of the entries; folders are among them. None where a source is not there. */
export function selectFiles(read: ContextRead, entries: ReadonlyMap<string, Entry>): string[] {
  const selected = new Set<string>();
  const filter = read.exclude.length > 0 ? contextFilter(read.exclude.join("\n")) : undefined;
  for (const source of read.sources)
    for (const found of rootsOf(source, read, entries)) {
      const start = followed(found, entries, selected);
      const isFolder = start === "" || entries.get(start)?.kind === "folder";
      if (read.parents) for (const parent of parentsOf(start)) selected.add(parent);
      if (!isFolder) {
        const name = start.slice(start.lastIndexOf("/") + 1);
        if (entries.has(start) && filter?.decide(name, null).isIgnored !== true) selected.add(start);
        continue;
      }
      if (start !== "") selected.add(start);
      const decisions = new Map<string, ContextDecision>();
      for (const path of entries.keys()) {
        if (start !== "" && !path.startsWith(`${start}/`)) continue;
        const below = start === "" ? path : path.slice(start.length + 1);
        const decision = filter?.decide(below, decisions.get(folderOf(below)) ?? null);
        if (decision) decisions.set(below, decision);
        if (decision?.isIgnored !== true) selected.add(path);
      }
    }
  return [...entries.keys()].filter(path => selected.has(path));
}

/** The paths that a source means: itself, or what its pattern matches; the context itself is empty. */
function rootsOf(source: string, read: ContextRead, entries: ReadonlyMap<string, Entry>): string[] {
  const clean = cleanPath(`/${source}`).slice(1);
  if (!read.arePatterns || !WILDCARD.test(clean)) return [clean];
  const steps = filePattern(clean);
  if (!steps) return [];
  return [...entries.keys()].filter(path => matchesWhole(steps, path));
}

/** A source that is a link stands for what it leads to inside of the context; the links themselves count along. */
function followed(path: string, entries: ReadonlyMap<string, Entry>, links: Set<string>): string {
  let at = path;
  for (let count = 0; count < MOST_LINKS; count++) {
    const parts = at.split("/");
    const end = parts.findIndex(
      (_, index) => entries.get(parts.slice(0, index + 1).join("/"))?.kind === "link",
    );
    if (end === -1) return at;
    const link = parts.slice(0, end + 1).join("/");
    const target = entries.get(link)?.target ?? "";
    links.add(link);
    const from = target.startsWith("/") ? target : `/${folderOf(link)}/${target}`;
    at = cleanPath(`${from}/${parts.slice(end + 1).join("/")}`).slice(1);
  }
  return at;
}

function parentsOf(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
