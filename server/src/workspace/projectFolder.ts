/** Reads what says something of a project, in whatever file system its folder is: bounded, and never a whole large file. */
import type { Client } from "../transport/client";
import type { ProjectFolder } from "../ecosystems/folder";
import {
  LARGEST_TEXT,
  MOST_DEPTH,
  MOST_FILES,
  MOST_TEXTS,
  isHeadEnough,
  isLookedInto,
  isWanted,
} from "../project/wanted";
import { READ_FOLDER_REQUEST } from "../protocol";
import type { ClientOptions, FolderEntry, ReadFolderAnswer, ReadFolderParams } from "../protocol";
import type { Host } from "./ignoreFiles";
import { readText } from "./readText";

/** Who can read folders and files. */
export interface ProjectReaders {
  readonly connection: Client;
  readonly host: Host | null;
  readonly options: Partial<ClientOptions>;
  readonly isCancelled: () => boolean;
}

/** As many answers are waited for at a time: a virtual file system may ask each of them of a server. */
const AT_ONCE = 32;

/** The files of a folder, given by its address, and the texts of those that are wanted; null where it cannot be read, or nobody waits any more. */
export async function readProjectFolder(
  readers: ProjectReaders,
  address: string,
): Promise<ProjectFolder | null> {
  const root = address.replace(/\/$/, "");
  const files = await listFiles(readers, root);
  if (files === null) return null;
  const wanted = files.filter(isWanted).slice(0, MOST_TEXTS);
  const read = await inTurns(readers, wanted, path => textOf(readers, root, path));
  if (readers.isCancelled()) return null;
  const texts = new Map(wanted.map((path, index) => [path, read[index] ?? null] as const));
  return {
    name: decoded(root.slice(root.lastIndexOf("/") + 1)),
    files: new Set(files),
    read: path => texts.get(path) ?? null,
  };
}

/** The paths of files, the nearest first. Links to folders are not followed: they may lead back. */
async function listFiles(readers: ProjectReaders, root: string): Promise<string[] | null> {
  const files: string[] = [];
  let folders = [""];
  for (let depth = 0; depth < MOST_DEPTH && files.length < MOST_FILES && folders.length > 0; depth++) {
    const lists = await inTurns(readers, folders, folder => entriesOf(readers, root, folder));
    if (depth === 0 && !lists[0]) return null;
    const entries = lists.flatMap((list, index) =>
      (list ?? []).map(({ name, isFolder }) => ({
        path: joined(folders[index] ?? "", name),
        name,
        isFolder,
      })),
    );
    for (const { path, isFolder } of entries) if (!isFolder) files.push(path);
    folders = entries
      .filter(({ name, isFolder }) => isFolder && isLookedInto(name))
      .map(({ path }) => path)
      .sort();
  }
  return files.slice(0, MOST_FILES);
}

async function entriesOf(
  { connection, host, options }: ProjectReaders,
  root: string,
  folder: string,
): Promise<readonly FolderEntry[] | null> {
  const uri = addressOf(root, folder);
  if (host?.canRead(uri)) return host.list(uri, root, MOST_FILES);
  if (options.readsFolders !== true) return null;
  const params: ReadFolderParams = { uri, most: MOST_FILES };
  const answer = await connection.sendRequest<Partial<ReadFolderAnswer> | null>(READ_FOLDER_REQUEST, params);
  return Array.isArray(answer?.entries) ? answer.entries : null;
}

/** Null where the file is too large, cannot be read, or leads out of the folder. */
async function textOf(
  { connection, host, options }: ProjectReaders,
  root: string,
  path: string,
): Promise<string | null> {
  const readers = { connection, host, clientReads: options.readsFiles === true };
  const text = await readText(readers, addressOf(root, path), root).catch(() => null);
  if (text === null) return null;
  return isHeadEnough(path) ? text.slice(0, LARGEST_TEXT) : text.length > LARGEST_TEXT ? null : text;
}

function addressOf(root: string, path: string): string {
  return path === "" ? root : `${root}/${path.split("/").map(encodeURIComponent).join("/")}`;
}

function joined(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** What comes of each path, in their order; of fewer, where nobody waits any more. */
async function inTurns<Answer>(
  { isCancelled }: ProjectReaders,
  paths: readonly string[],
  run: (path: string) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < paths.length && !isCancelled(); from += AT_ONCE)
    answers.push(...(await Promise.all(paths.slice(from, from + AT_ONCE).map(run))));
  return answers;
}
