/** The files of the workspace for the server, found by the editor's own search. */
import * as vscode from "vscode";
import { FIND_FILES_REQUEST, type FindFilesAnswer, type FindFilesParams } from "../../../server/src/protocol";
import type { LanguageServer } from "./languageServer";

/** More files of one folder than the server looks at. */
const MOST_FILES = 100_000;

/** Answers the server until it is disposed of. */
export function answerFileSearches(server: LanguageServer): vscode.Disposable {
  return server.onRequest(FIND_FILES_REQUEST, findFiles);
}

/**
 * All files of a folder of the workspace but those that `files.exclude` and `search.exclude` leave out. The search of extensions
 * heeds the first of them and no `.gitignore`, which the server reads itself.
 */
async function findFiles({ uri }: FindFilesParams): Promise<FindFilesAnswer> {
  const folder = vscode.workspace.workspaceFolders?.find(each => isSame(each.uri, uri));
  if (!folder) return { paths: null, isComplete: false };
  try {
    const include = new vscode.RelativePattern(folder, "**/*");
    const setting = vscode.workspace.getConfiguration("search", folder.uri).get<object>("exclude");
    const found = await vscode.workspace.findFiles(include, excludePattern(setting), MOST_FILES);
    const start = folder.uri.path.replace(/\/$/, "").length;
    return { paths: found.map(({ path }) => path.slice(start)), isComplete: found.length < MOST_FILES };
  } catch {
    return { paths: null, isComplete: false }; // Nobody searches in this file system.
  }
}

/** Servers write addresses in another form than the editor. */
function isSame(folder: vscode.Uri, uri: string): boolean {
  return folder.toString().replace(/\/$/, "") === vscode.Uri.parse(uri).toString().replace(/\/$/, "");
}

/**
 * The patterns of `search.exclude` as one; undefined where there is none, so that `files.exclude` alone counts. One with a condition
 * (`when`) is about a file beside another one, which a pattern cannot say, and counts for nothing.
 */
export function excludePattern(setting: object | undefined): string | undefined {
  const patterns = Object.entries(setting ?? {}).flatMap(([pattern, isOn]) =>
    isOn === true ? [pattern] : [],
  );
  return patterns.length === 0 ? undefined : `{${patterns.join(",")}}`;
}
