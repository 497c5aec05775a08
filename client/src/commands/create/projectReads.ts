/** Reads what says something of a project, in whatever file system its folder is: bounded, and never a whole large file. */
import * as vscode from "vscode";
import type { ProjectFolder } from "../../project/folder";
import {
  LARGEST_TEXT,
  MOST_DEPTH,
  MOST_FILES,
  MOST_TEXTS,
  isHeadEnough,
  isLookedInto,
  isWanted,
} from "../../project/wanted";

/** As many answers are waited for at a time: a virtual file system may ask each of them of a server. */
const AT_ONCE = 16;

/** The files of a folder and the texts of those that are wanted; null where the folder cannot be read, or nobody waits any more. */
export async function readProjectFolder(
  root: vscode.Uri,
  token: vscode.CancellationToken,
): Promise<ProjectFolder | null> {
  const files = await listFiles(root, token);
  if (files === null) return null;
  const wanted = files.filter(isWanted).slice(0, MOST_TEXTS);
  const read = await inTurns(wanted, token, path => readText(vscode.Uri.joinPath(root, path), path));
  if (token.isCancellationRequested) return null;
  const texts = new Map(wanted.map((path, index) => [path, read[index] ?? null] as const));
  const name = root.path.replace(/(?<!\/)\/+$/, "");
  return {
    name: name.slice(name.lastIndexOf("/") + 1),
    files: new Set(files),
    read: path => texts.get(path) ?? null,
  };
}

/** The paths of files, the nearest first. Links to folders are not followed: they may lead back. */
async function listFiles(root: vscode.Uri, token: vscode.CancellationToken): Promise<string[] | null> {
  const files: string[] = [];
  let folders = [""];
  for (let depth = 0; depth < MOST_DEPTH && files.length < MOST_FILES; depth++) {
    const lists = await inTurns(folders, token, folder => listFolder(vscode.Uri.joinPath(root, folder)));
    if (depth === 0 && lists[0] === null) return null;
    const entries = lists.flatMap((list, index) =>
      (list ?? []).map(([name, type]) => ({ path: joined(folders[index] ?? "", name), name, type })),
    );
    files.push(...entries.filter(({ type }) => (type & vscode.FileType.File) !== 0).map(({ path }) => path));
    folders = entries
      .filter(({ name, type }) => type === vscode.FileType.Directory && isLookedInto(name))
      .map(({ path }) => path)
      .sort();
  }
  return files.slice(0, MOST_FILES);
}

function joined(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

async function listFolder(folder: vscode.Uri): Promise<[string, vscode.FileType][] | null> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return null;
  }
}

async function readText(uri: vscode.Uri, path: string): Promise<string | null> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > (isHeadEnough(path) ? 16 : 1) * LARGEST_TEXT) return null;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return new TextDecoder().decode(bytes.subarray(0, LARGEST_TEXT));
  } catch {
    return null;
  }
}

/** What comes of each path, in their order; of fewer, where nobody waits any more. */
async function inTurns<Answer>(
  paths: readonly string[],
  token: vscode.CancellationToken,
  run: (path: string) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < paths.length && !token.isCancellationRequested; from += AT_ONCE)
    answers.push(...(await Promise.all(paths.slice(from, from + AT_ONCE).map(run))));
  return answers;
}
