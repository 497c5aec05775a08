/** New files that are not saved yet, under names that nothing in their folder has. */
import * as vscode from "vscode";
import { LANGUAGE } from "../../language";
import type { NewDockerfileAnswer } from "../../../../server/src/protocol";
import { freeNames } from "../../../../server/src/shared/newFileNames";

/** The texts of both. */
export type NewFiles = NonNullable<NewDockerfileAnswer["files"]>;

/** What was opened. */
export interface OpenedFiles {
  readonly dockerfile: vscode.TextDocument;
  readonly ignore: vscode.TextDocument;
  readonly names: { readonly dockerfile: string; readonly ignore: string };
  /** The Dockerfile of the folder, where it has one already. */
  readonly existing: vscode.Uri | null;
  /** Whether saving needs no question: VS Code knows the folder of a new file only in the workspace's own file system. */
  readonly isPlaced: boolean;
}

/** Opens both, the Dockerfile in front. Nothing is written to the file system. */
export async function openNewFiles(folder: vscode.Uri, texts: NewFiles): Promise<OpenedFiles> {
  const entries = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const taken = new Set([...entries, ...openIn(folder)].map(name => name.toLowerCase()));
  // File systems that fold case would overwrite a file of another spelling.
  const names = freeNames(name => taken.has(name.toLowerCase()));
  const isPlaced = isOfWorkspace(folder);
  const open = (name: string, text: string, language: string) =>
    isPlaced ? openNamed(untitled(folder, name), text, language) : openNameless(text, language);
  const ignore = await open(names.ignore, texts.ignore, "ignore");
  await vscode.window.showTextDocument(ignore, { preview: false, preserveFocus: true });
  const dockerfile = await open(names.dockerfile, texts.dockerfile, LANGUAGE);
  await vscode.window.showTextDocument(dockerfile, { preview: false });
  const existing = entries.find(name => name.toLowerCase() === "dockerfile");
  return {
    dockerfile,
    ignore,
    names,
    existing: existing === undefined ? null : vscode.Uri.joinPath(folder, existing),
    isPlaced,
  };
}

function untitled(folder: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(folder, name).with({ scheme: "untitled" });
}

/** The names of new files of the folder that are open. */
function openIn(folder: vscode.Uri): string[] {
  const prefix = untitled(folder, "").path.replace(/(?<!\/)\/*$/, "/");
  return vscode.workspace.textDocuments
    .filter(({ uri, isUntitled, isClosed }) => isUntitled && !isClosed && uri.path.startsWith(prefix))
    .map(({ uri }) => uri.path.slice(prefix.length));
}

/** A new file is saved to the file system of the workspace, whichever one its address was made of. */
function isOfWorkspace({ scheme, authority }: vscode.Uri): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const isSame = ({ uri }: vscode.WorkspaceFolder) => uri.scheme === scheme && uri.authority === authority;
  return scheme === "file"
    ? !folders.some(({ uri }) => uri.scheme !== "file")
    : folders.length > 0 && folders.every(isSame);
}

async function openNamed(uri: vscode.Uri, text: string, language: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), text);
  await vscode.workspace.applyEdit(edit);
  return withLanguage(document, language);
}

async function openNameless(text: string, language: string): Promise<vscode.TextDocument> {
  return withLanguage(await vscode.workspace.openTextDocument({ content: text }), language);
}

/** Some editors have no language for ignore files. */
async function withLanguage(document: vscode.TextDocument, language: string): Promise<vscode.TextDocument> {
  const known = await vscode.languages.getLanguages();
  if (document.languageId === language || !known.includes(language)) return document;
  return vscode.languages.setTextDocumentLanguage(document, language);
}
