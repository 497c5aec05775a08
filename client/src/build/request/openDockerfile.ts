/** The Dockerfile that a task or a configuration of the debugger names. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { errorMessage } from "../../engine/errorMessage";
import type { Problem } from "../problems/problems";

/** Opens it by its path, absolute or from a workspace folder (the first one without any), or answers why it cannot be read. */
export async function openDockerfile(
  dockerfile: string,
  folder: vscode.WorkspaceFolder | undefined,
): Promise<vscode.TextDocument | { problem: Problem }> {
  const base = folder ?? vscode.workspace.workspaceFolders?.[0];
  if (base === undefined && !path.isAbsolute(dockerfile)) {
    return {
      problem: { message: l10n.t("Open a folder, or use the absolute path of {0}.", dockerfile), steps: [] },
    };
  }
  const file = path.resolve(base?.uri.fsPath ?? "", dockerfile);
  try {
    await vscode.workspace.fs.stat(vscode.Uri.file(file));
    return await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  } catch (error) {
    return { problem: { message: l10n.t("{0} cannot be read: {1}", file, errorMessage(error)), steps: [] } };
  }
}
