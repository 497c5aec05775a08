/** When the server is started: VS Code starts the extension wherever a folder has a Dockerfile, and most windows never look at one. */
import * as vscode from "vscode";
import {
  AROUND_PATTERN,
  DOCKERFILE_PATTERN,
  hasInlineDockerfile,
} from "../../../server/src/shared/filePatterns";
import { LANGUAGE } from "../language";

/** What others wrote: a Dockerfile in it is none of this workspace. */
const OF_OTHERS = "**/{node_modules,bower_components,vendor,third_party}/**";

/**
 * Calls `start` once a Dockerfile is open, or a file that may describe builds in a workspace that has a Dockerfile. Until then it
 * looks at the names of the documents that are opened, and nothing runs.
 */
export function startWhenWanted(start: () => void): vscode.Disposable {
  let isStarted = false;
  const startOnce = () => {
    if (isStarted) return;
    isStarted = true;
    opening.dispose();
    start();
  };
  const look = (document: vscode.TextDocument) => {
    if (document.languageId === LANGUAGE) startOnce();
    else if (vscode.languages.match({ pattern: AROUND_PATTERN }, document) > 0)
      void describesBuilds(document).then(isSo => {
        if (isSo) startOnce();
      });
  };
  const opening = vscode.workspace.onDidOpenTextDocument(look);
  vscode.workspace.textDocuments.forEach(look);
  return opening;
}

/** Whether there can be a Dockerfile that a file is about. */
async function describesBuilds(document: vscode.TextDocument): Promise<boolean> {
  if (!vscode.workspace.getWorkspaceFolder(document.uri)) return false;
  if (hasInlineDockerfile(document.getText())) return true;
  const found = await vscode.workspace.findFiles(DOCKERFILE_PATTERN, OF_OTHERS, 1);
  return found.length > 0;
}
