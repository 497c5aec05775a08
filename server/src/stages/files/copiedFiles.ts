/** What a `COPY` or `ADD` leaves in a stage (spec 5.2, 5.3). */
import { filePattern, matchesWhole } from "../../shared/filePattern";
import { joinPath } from "../evaluation/workdir";
import type { EvaluatedInstruction } from "../evaluation/stageEvaluation";
import {
  addFolder,
  copyContent,
  entriesIn,
  folderOf,
  kindAt,
  nameOf,
  pathBelow,
  pathIn,
  put,
} from "./fileTree";
import { isWithin } from "./paths";
import type { Certainty, FileTree, ListContext, StageFiles, StagePath } from "./fileTree";

/** Where sources come from. */
export interface Origin {
  /** The files of a stage; null for the build context; undefined for what nothing is known of. */
  readonly files: StageFiles | null | undefined;
  readonly list: ListContext;
}

const ARCHIVE = /\.(?:tar|tar\.\w+|tgz|tbz2?|txz)$/i;
const REMOTE = /^(?:https?|git|ssh):\/\/|^git@|^github\.com\//i;
const WILDCARD = /[*?[]/;

/** Adds to a stage what one of its instructions copies. */
export function addCopied(
  tree: FileTree,
  { instruction, words, workdir, line }: EvaluatedInstruction,
  origin: Origin,
): void {
  const target = words.find(({ role }) => role === "destination");
  const sources = words.filter(({ role }) => role === "operand");
  if (!target || sources.length === 0 || !isCertain(target)) return;
  const written = target.expansion.result;
  if (workdir === null && !written.startsWith("/")) return;
  const destination = joinPath(workdir ?? "/", written);
  const isSet = (name: string) =>
    instruction.flags.some(flag => flag.name === name && flag.value?.text.toLowerCase() !== "false");
  const copy: Copy = {
    tree,
    origin,
    line,
    destination,
    isFolder:
      sources.length > 1 ||
      /(?:^|\/)\.?$/.test(written) ||
      isSet("parents") ||
      kindAt(tree, destination, origin.list) === "folder",
    certainty: isSet("exclude") ? "guessed" : "known",
    keepsParents: isSet("parents"),
    unpacks: instruction.keyword === "ADD" && origin.files === null,
  };
  if (copy.isFolder) add(copy, destination, "folder");
  for (const source of sources) if (isCertain(source)) addSource(copy, source.expansion.result);
}

interface Copy {
  readonly tree: FileTree;
  readonly origin: Origin;
  readonly line: EvaluatedInstruction["line"];
  readonly destination: string;
  readonly isFolder: boolean;
  readonly certainty: Certainty;
  readonly keepsParents: boolean;
  /** Archives and addresses mean what they hold. */
  readonly unpacks: boolean;
}

function isCertain({ expansion }: EvaluatedInstruction["words"][number]): boolean {
  return expansion.error === null && !expansion.conditional;
}

function add(
  { tree, line }: Copy,
  path: string,
  kind: StagePath["kind"],
  certainty: Certainty = "known",
): void {
  put(tree, { path, kind, certainty, line });
}

function addSource(copy: Copy, text: string): void {
  const { destination, isFolder, origin } = copy;
  const heredoc = /^<<-?["']?([^"']+)["']?$/.exec(text)?.[1];
  if (heredoc !== undefined) {
    add(copy, isFolder ? pathIn(destination, `/${heredoc}`) : destination, "file");
  } else if (REMOTE.test(text)) {
    const address = text.split(/[?#]/, 1)[0] ?? "";
    const name = nameOf(address) || undefined;
    if (!isFolder) add(copy, destination, null);
    else if (name !== undefined && !/\.git$/.test(name))
      add(copy, pathIn(destination, `/${name}`), null, "guessed");
  } else if (copy.unpacks && ARCHIVE.test(text)) {
    add(copy, destination, isFolder ? "folder" : null);
  } else {
    const source = joinPath("/", text);
    if (WILDCARD.test(source)) addMatches(copy, source);
    else addPath(copy, source, kindOf(origin, source) ?? (text.endsWith("/") ? "folder" : null), text);
  }
}

/** The kind of a source, or null where it is open. */
function kindOf({ files, list }: Origin, source: string): StagePath["kind"] {
  if (source === "/") return "folder";
  if (files) return kindAt(files, source, list) ?? null;
  if (files === undefined) return null;
  const entry = list(folderOf(source))?.find(({ name }) => name === nameOf(source));
  return entry ? (entry.isFolder ? "folder" : "file") : null;
}

function addPath(copy: Copy, source: string, kind: StagePath["kind"], text: string): void {
  const { destination, isFolder, keepsParents } = copy;
  if (keepsParents) {
    // What stands before `/./` is not kept.
    const pivot = text.lastIndexOf("/./");
    const kept = pivot === -1 ? source : joinPath("/", text.slice(pivot + 2));
    const path = pathIn(destination, kept);
    add(copy, path, kind);
    if (kind === "folder") addContent(copy, source, path);
  } else if (kind === "folder") {
    add(copy, destination, "folder");
    addContent(copy, source, destination);
  } else if (!isFolder) add(copy, destination, kind);
  else if (kind === "file") add(copy, pathIn(destination, `/${nameOf(source)}`), "file");
  // Of a folder the content would be there, not the folder; a name with a dot in it is likely to be a file's.
  else if (copy.origin.files !== null || /[^.]\./.test(nameOf(source)))
    add(copy, pathIn(destination, `/${nameOf(source)}`), null, "guessed");
}

function addContent(copy: Copy, source: string, path: string): void {
  const { tree, origin, line, certainty } = copy;
  if (origin.files) copyContent(origin.files, source, tree, path, line);
  else if (origin.files === null) addFolder(tree, { path, folder: source, certainty, line });
}

/** A pattern in the last part of a source means files of one folder; what matches elsewhere is left out. */
function addMatches(copy: Copy, pattern: string): void {
  const folder = folderOf(pattern);
  const steps = WILDCARD.test(folder) ? null : filePattern(nameOf(pattern));
  if (!steps) return;
  const { files, list } = copy.origin;
  for (const { path, kind, certainty } of files === undefined ? [] : childrenOf(copy, folder, files, list)) {
    if (!matchesWhole(steps, nameOf(path))) continue;
    if (kind === "folder") addPath(copy, path, kind, path);
    else
      add(
        copy,
        copy.isFolder ? pathIn(copy.destination, `/${nameOf(path)}`) : copy.destination,
        kind,
        copy.certainty === "known" ? certainty : "guessed",
      );
  }
}

function childrenOf(
  { line }: Copy,
  folder: string,
  files: StageFiles | null,
  list: ListContext,
): Pick<StagePath, "path" | "kind" | "certainty">[] {
  if (files === null)
    return (list(folder) ?? []).map(({ name, isFolder, certainty }) => ({
      path: pathIn(folder, `/${name}`),
      kind: isFolder ? "folder" : "file",
      certainty,
      line,
    }));
  const named = [...files.paths.values()].filter(
    ({ path }) => isWithin(path, folder) && /^\/[^/]+$/.test(pathBelow(path, folder)),
  );
  return [...named, ...entriesIn(files, folder, list)];
}
