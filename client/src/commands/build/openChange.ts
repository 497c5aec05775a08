/** Opens what has changed in a file: beside its last commit, where VS Code's Git has one. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";

/** What is used of the API of VS Code's own Git extension (`git.d.ts`, version 1). */
interface GitApi {
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
  getRepository(uri: vscode.Uri): { getObjectDetails(tree: string, path: string): Promise<unknown> } | null;
}

const COMMIT = "HEAD";

/** `kind`: what became of the file since it was built last. */
export async function openChange(uri: vscode.Uri, kind: "added" | "changed" | "removed"): Promise<void> {
  const committed = kind === "added" ? undefined : await committedUri(uri);
  const name = path.basename(uri.path);
  if (committed === undefined) await vscode.commands.executeCommand("vscode.open", uri);
  else if (kind === "removed")
    await vscode.commands.executeCommand(
      "vscode.open",
      committed,
      undefined,
      l10n.t("{0} (last commit)", name),
    );
  else
    await vscode.commands.executeCommand(
      "vscode.diff",
      committed,
      uri,
      l10n.t("{0} (since the last commit)", name),
    );
}

/** The file in the last commit; undefined where Git is not there, or does not have it. */
async function committedUri(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  try {
    const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>("vscode.git");
    const api = (await extension?.activate())?.getAPI(1);
    const repository = api?.getRepository(uri);
    if (api === undefined || !repository) return undefined;
    await repository.getObjectDetails(COMMIT, uri.fsPath);
    return api.toGitUri(uri, COMMIT);
  } catch {
    return undefined;
  }
}
