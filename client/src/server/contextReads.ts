/**
 * What the server is told of files: ignore files, those around Dockerfiles and the names in folders, in whatever file system
 * they are. And the snippets, which a server in a web worker cannot read by itself.
 */
import * as vscode from "vscode";
import {
  READ_FILE_REQUEST,
  READ_FOLDER_REQUEST,
  type ReadFileAnswer,
  type ReadFileParams,
  type ReadFolderAnswer,
  type ReadFolderParams,
} from "../../../server/src/protocol";
import { isDockerfileName, mayBeAround } from "../../../server/src/shared/filePatterns";
import { LANGUAGE } from "../language";
import type { LanguageServer } from "./languageServer";

/** More files of one folder than the server looks at. */
const MOST_ENTRIES = 1000;

/** Answers the server until it is disposed of. `snippets` is the address of their folder. */
export function answerContextReads(server: LanguageServer, snippets: string): vscode.Disposable {
  return vscode.Disposable.from(
    server.onRequest(READ_FILE_REQUEST, (params: ReadFileParams) => readFile(params, server, snippets)),
    server.onRequest(READ_FOLDER_REQUEST, (params: ReadFolderParams) => readContextFolder(params, server)),
  );
}

/** Reads an ignore file, a file of the workspace that may be around a Dockerfile, one of a project that is asked for, or one of the snippets; no other file. */
async function readFile(
  { uri }: ReadFileParams,
  server: LanguageServer,
  snippets: string,
): Promise<ReadFileAnswer> {
  const isSnippets = uri.startsWith(`${snippets}/`) && /^\w+\.json$/.test(uri.slice(snippets.length + 1));
  const mayRead = isSnippets || uri.endsWith(".dockerignore") || isOfWorkspace(uri);
  try {
    if (!mayRead && !server.readsProjectsOf(vscode.Uri.parse(uri, true))) return { text: null };
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true));
    return { text: new TextDecoder().decode(bytes) };
  } catch {
    return { text: null };
  }
}

/** Whether an address is that of a file of the workspace which says how something is built, or what is left alone. */
function isOfWorkspace(uri: string): boolean {
  const isWanted = uri.endsWith("/.gitignore") || mayBeAround(uri) || isDockerfileName(uri);
  return isWanted && vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri)) !== undefined;
}

/** Lists a folder of a build context for the server: one in the workspace, or beside a Dockerfile that is open. */
async function readContextFolder(
  { uri, most = MOST_ENTRIES }: ReadFolderParams,
  server: LanguageServer,
): Promise<ReadFolderAnswer> {
  try {
    const folder = vscode.Uri.parse(uri, true);
    const mayList = vscode.workspace.getWorkspaceFolder(folder) ?? isBesideDockerfile(folder);
    if (!mayList && !server.readsProjectsOf(folder)) return { entries: null };
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return {
      entries: entries
        .slice(0, most)
        .map(([name, type]) => ({ name, isFolder: type === vscode.FileType.Directory })),
    };
  } catch {
    return { entries: null };
  }
}

function isBesideDockerfile({ scheme, authority, path }: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some(({ languageId, uri }) => {
    const parent = vscode.Uri.joinPath(uri, "..").path;
    return (
      languageId === LANGUAGE &&
      uri.scheme === scheme &&
      uri.authority === authority &&
      (path === parent || path.startsWith(parent.endsWith("/") ? parent : `${parent}/`))
    );
  });
}
