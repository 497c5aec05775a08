/** "Select Use…": which build of the Dockerfile is meant, of those that other files of the workspace describe. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { useItems } from "../../build/uses/useItems";
import { shownFolder } from "../../build/shownFolder";
import type { Uses } from "../../build/uses/uses";
import { notify } from "../../build/problems/notify";
import { inLabel } from "../../progress/uiText";
import { setBuildContext } from "./setBuildContext";
import { noDockerfile, resolveDockerfile } from "../resolveStage";

/** The command's handler. The argument, if any, names the Dockerfile. Nothing runs, so Restricted Mode allows it. */
export async function chooseUse(uses: Uses, argument: unknown): Promise<void> {
  const resolved = await resolveDockerfile(argument);
  if (resolved === undefined) {
    notify(noDockerfile());
    return;
  }
  const { uri } = resolved.document;
  const items = uses.of(uri).then((answer): (vscode.QuickPickItem & { id?: string | null })[] => [
    ...useItems(answer, folder => shownFolder(vscode.Uri.parse(folder).fsPath)),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(folder) ${l10n.t("Set Build Context for This Dockerfile…")}`,
      description: shownContext(uses.contextOf(uri)),
    },
  ]);
  const choice = await vscode.window.showQuickPick(items, {
    title: l10n.t("Select Use"),
    placeHolder: l10n.t("How builds of {0} are made", path.basename(uri.path)),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (choice === undefined) return;
  if (choice.id === undefined) await setBuildContext(uses, { uri: uri.toString() });
  else await uses.choose(uri, choice.id);
}

function shownContext(context: string | undefined): string {
  return context === undefined ? "" : inLabel(shownFolder(context));
}
