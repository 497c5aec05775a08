/** "Set Build Context for This Dockerfile…": the folder whose files its builds can use, remembered for it alone. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { foldersUp } from "../../build/otherContext";
import { notify } from "../../build/problems/notify";
import { shownFolder } from "../../build/shownFolder";
import type { Uses } from "../../build/uses/uses";
import { fieldsOf } from "../../engine/fields";
import { showInStatusBar } from "../../messages";
import { inLabel } from "../../progress/uiText";
import { noDockerfile, resolveDockerfile } from "../resolveStage";
import { notOnDisk } from "../../build/problems/problems";

const MESSAGE_MS = 5_000;

/** What a line of the list does. */
type Choice = { set: string } | "browse" | "forget";
type Item = vscode.QuickPickItem & { choice?: Choice };

/**
 * The command's handler. The argument, if any, names the Dockerfile and, by its address, the folder (`SetContextArguments`); without a
 * folder a person chooses. Nothing runs, so Restricted Mode allows it.
 */
export async function setBuildContext(uses: Uses, argument: unknown): Promise<void> {
  const resolved = await resolveDockerfile(argument);
  if (resolved === undefined) {
    notify(noDockerfile());
    return;
  }
  const { uri } = resolved.document;
  const name = path.basename(uri.path);
  if (uri.scheme !== "file") {
    notify(notOnDisk(name, uri.scheme));
    return;
  }
  const { context } = fieldsOf(argument);
  const given = typeof context === "string" ? vscode.Uri.parse(context).fsPath : undefined;
  const choice = given === undefined ? await choose(uri, uses.contextOf(uri)) : { set: given };
  if (choice === undefined) return;
  const folder = choice === "forget" ? undefined : choice === "browse" ? await browse(uri) : choice.set;
  if (folder === undefined && choice !== "forget") return;
  await uses.chooseContext(uri, folder);
  const told =
    folder === undefined
      ? l10n.t("{0} has no build context of its own any more.", name)
      : l10n.t("Build context of {0}: {1}", name, shownFolder(folder));
  showInStatusBar(told, MESSAGE_MS);
}

async function choose(uri: vscode.Uri, chosen: string | undefined): Promise<Choice | undefined> {
  const choice = await vscode.window.showQuickPick(contextItems(uri, chosen), {
    title: l10n.t("Set Build Context"),
    placeHolder: l10n.t("The folder whose files builds of {0} can use", path.basename(uri.path)),
    matchOnDescription: true,
  });
  return choice?.choice;
}

/** The folder of the Dockerfile and those above it, up to the workspace folder; then any folder, and what a person can take back. */
function contextItems(uri: vscode.Uri, chosen: string | undefined): Item[] {
  const own = path.dirname(uri.fsPath);
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  const above = root === undefined ? [own] : foldersUp(own, root);
  const folders = [...new Set([...above, ...(chosen === undefined ? [] : [chosen])])];
  return [
    ...folders.map((folder): Item => {
      const words = [
        ...(folder === root ? [l10n.t("workspace folder")] : []),
        ...(folder === own ? [l10n.t("folder of the Dockerfile")] : []),
        ...(folder === chosen ? [l10n.t("selected")] : []),
      ];
      const label = folder === root ? path.basename(folder) : shownFolder(folder);
      return {
        label: `$(folder) ${inLabel(label)}`,
        description: words.join(" · "),
        choice: { set: folder },
      };
    }),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: `$(folder-opened) ${l10n.t("Another Folder…")}`, choice: "browse" },
    ...(chosen === undefined
      ? []
      : [
          {
            label: `$(discard) ${l10n.t("Reset")}`,
            description: l10n.t("What the use in force or the settings say"),
            choice: "forget" as const,
          },
        ]),
  ];
}

async function browse(uri: vscode.Uri): Promise<string | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.joinPath(uri, ".."),
      openLabel: l10n.t("Set Build Context"),
      title: l10n.t("Set Build Context"),
    })) ?? [];
  return folder?.fsPath;
}
