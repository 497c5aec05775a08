/** Changes of several files: shown, or written, all of them or, with the reason, none. */
import type { WorkspaceEdit } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { pathOfUri } from "../around/paths";
import type { Output } from "./output";
import { shownPath, systemPath } from "./paths";
import { readTextFile, replaceText } from "./textFile";
import { unifiedDiff } from "./unifiedDiff";
import { UsageError } from "./usageError";

/** A file with another text. */
export interface ChangedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly hasMark: boolean;
}

/** What an edit makes of files. Throws a {@link UsageError} where one of them cannot be read, or not be written as it is. */
export function changedFiles({ changes = {} }: WorkspaceEdit): ChangedFile[] {
  return Object.entries(changes).flatMap(([uri, edits]) => {
    const path = pathOfUri(uri);
    const read = readTextFile(systemPath(path));
    if ("failure" in read) throw new UsageError(`${shownPath(path)}: ${read.failure}`);
    if (!read.isExact) throw new UsageError(`${shownPath(path)}: This file is not UTF-8 text.`);
    const after = TextDocument.applyEdits(TextDocument.create(uri, "", 0, read.text), edits);
    return after === read.text ? [] : [{ path, before: read.text, after, hasMark: read.hasMark }];
  });
}

/** Shows changes as a patch. */
export function showChanges(files: readonly ChangedFile[], { write, hasColor }: Output): void {
  for (const { path, before, after } of files) write(unifiedDiff(shownPath(path), before, after, hasColor));
}

/** Writes changes; where a file cannot be written, those before it are as they were. Throws a {@link UsageError} then. */
export function writeChanges(files: readonly ChangedFile[]): void {
  for (const [index, { path, before, after, hasMark }] of files.entries()) {
    const failure = replaceText(systemPath(path), { text: before, hasMark }, after);
    if (failure === null) continue;
    for (const done of files.slice(0, index))
      replaceText(systemPath(done.path), { text: done.after, hasMark: done.hasMark }, done.before);
    throw new UsageError(`${shownPath(path)}: ${failure} Nothing was changed.`);
  }
}
