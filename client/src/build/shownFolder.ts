import * as vscode from "vscode";

/** A folder, by its path, as people read it: from the folder of the workspace, which is `.` itself. */
export function shownFolder(path: string): string {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path));
  return folder?.uri.fsPath === path ? "." : vscode.workspace.asRelativePath(path);
}
