/** The requests about projects of a folder. */
import type * as vscode from "vscode";
import { type BaseLanguageClient } from "vscode-languageclient";
import { NEW_DOCKERFILE_REQUEST, PROJECTS_REQUEST } from "../../../server/src/protocol";
import { requestWithRetry, type Connection } from "./retry";
import type { LanguageServer } from "./languageServer";

/** The requests about projects, and which folders they are about at the moment. */
export function projectRequests(
  client: BaseLanguageClient,
  connection: Connection,
): Pick<LanguageServer, "projects" | "newDockerfile" | "readsProjectsOf"> {
  const asked: vscode.Uri[] = [];
  const ask = async <Answer>(method: string, folder: vscode.Uri, more: object): Promise<Answer> => {
    asked.push(folder);
    try {
      const params = { ...more, folder: client.code2ProtocolConverter.asUri(folder) };
      return await requestWithRetry<Answer>(connection, method, params);
    } finally {
      asked.splice(asked.indexOf(folder), 1);
    }
  };
  return {
    projects: folder => ask(PROJECTS_REQUEST, folder, {}),
    newDockerfile: (folder, params) => ask(NEW_DOCKERFILE_REQUEST, folder, params),
    readsProjectsOf: ({ scheme, authority, path }) =>
      asked.some(
        folder =>
          folder.scheme === scheme &&
          folder.authority === authority &&
          (path === folder.path ||
            path.startsWith(folder.path.endsWith("/") ? folder.path : `${folder.path}/`)),
      ),
  };
}
