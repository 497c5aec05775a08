/** Dockerfiles written as tests read best: a text with `<|>` where the cursor or a place of interest is. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Uri, window, workspace, type Position, type TextDocument, type TextEditor } from "vscode";

const MARK = "<|>";

export interface MarkedFile {
  document: TextDocument;
  editor: TextEditor;
  uri: Uri;
  /** Where the marks stood, in order. */
  marks: Position[];
}

let files = 0;

/** The folder that VS Code has open: a copy of `fixtures/`. */
export function workspaceFolder(): string {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("The suite needs an open folder.");
  return folder.uri.fsPath;
}

/** Writes a file into a folder of its own in the workspace, and shows it. */
export async function openMarked(text: string, name = "Dockerfile"): Promise<MarkedFile> {
  files += 1;
  const path = join(workspaceFolder(), `case-${process.pid}-${files}`, name);
  const parts = text.split(MARK);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, parts.join(""));
  const uri = Uri.file(path);
  const document = await workspace.openTextDocument(uri);
  const editor = await window.showTextDocument(document, { preview: false });
  let offset = 0;
  const marks = parts.slice(0, -1).map(part => document.positionAt((offset += part.length)));
  return { document, editor, uri, marks };
}

/** The only mark of a file. */
export function onlyMark(file: MarkedFile): Position {
  const [mark, ...others] = file.marks;
  if (mark === undefined || others.length > 0)
    throw new Error(`One mark is wanted, not ${file.marks.length}.`);
  return mark;
}
