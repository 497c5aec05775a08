/** "Show Stage Graph" and "Insert Stage Graph as Mermaid". */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { notify } from "../build/problems/notify";
import type { LanguageServer } from "../server/languageServer";
import { insertGraph } from "../views/graph/graphExport";
import type { GraphServices } from "../views/graph/followDocument";
import { createGraphPanels } from "../views/graph/graphPanel";
import { noDockerfile, resolveAnyDockerfile } from "./resolveStage";

/** Registers the commands, and brings back the pages that were open. */
export function registerStageGraph(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  services: GraphServices,
): void {
  const panels = createGraphPanels(context, services);
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    registerCommand("dockerfileStages.showStageGraph", async (argument: unknown) => {
      const found = await resolveAnyDockerfile(services.server, argument);
      if (found === undefined) notify(noDockerfile());
      else panels.show(found.address);
    }),
    registerCommand("dockerfileStages.insertStageGraph", (argument: unknown) =>
      insertStageGraph(services.server, argument),
    ),
  );
}

/** Of the Dockerfile of the argument or the editor; somebody who writes a README is asked for one. */
async function insertStageGraph(server: LanguageServer, argument: unknown): Promise<void> {
  const address =
    (await resolveAnyDockerfile(server, argument))?.address ?? (await chooseDockerfile())?.document.uri;
  if (address === undefined) return;
  try {
    await insertGraph(address, await server.graph(address, {}));
  } catch {
    notify({ message: l10n.t("The language server does not answer."), steps: [] });
  }
}

const DOCKERFILES = "**/{Dockerfile,Dockerfile.*,Containerfile,Containerfile.*,*.Dockerfile,*.dockerfile}";
/** More are not chosen from a list. */
const MOST = 200;

async function chooseDockerfile(): Promise<{ document: vscode.TextDocument } | undefined> {
  const files = await vscode.workspace.findFiles(DOCKERFILES, undefined, MOST);
  if (files.length === 0) {
    notify(noDockerfile());
    return undefined;
  }
  const items = files.map(file => ({ label: vscode.workspace.asRelativePath(file), file }));
  const [first] = items;
  const chosen =
    items.length === 1
      ? first
      : await vscode.window.showQuickPick(items, { placeHolder: l10n.t("Select a Dockerfile") });
  return chosen && { document: await vscode.workspace.openTextDocument(chosen.file) };
}
