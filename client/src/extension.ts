/** The desktop and remote entry: the language server as a child process, and builds. */
import * as vscode from "vscode";
import { LanguageClient, TransportKind, type ServerOptions } from "vscode-languageclient/node";
import { useTexts } from "../../server/src/protocol";
import { startBuilding } from "./building";
import { writeExample } from "./commands/create/writeExample";
import { registerCommands } from "./commands/registerCommands";
import { registerStageGraph } from "./commands/showStageGraph";
import { engineSide } from "./commands/inside/stageContainers";
import { registerStagesView } from "./commands/stagesView";
import { CLIENT_ID, CLIENT_NAME, startLanguageServer } from "./server/languageClient";
import { registerTools } from "./tools/registerTools";
import { onDidLeaveRestrictedMode, showsBuildLenses } from "./build/restrictedMode";

/** Called by VS Code where a folder has a Dockerfile, when one or a file about builds is opened, or the first of our tasks is asked for. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  useTexts(vscode.l10n.bundle);
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server", "node.js").fsPath;
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
  };
  const server = startLanguageServer(context, {
    create: options => new LanguageClient(CLIENT_ID, CLIENT_NAME, serverOptions, options),
    canBuild: showsBuildLenses,
    onDidChangeCanBuild: onDidLeaveRestrictedMode,
    hasMachine: true,
  });
  const { states, engines, toolBuilds } = startBuilding(context, server);
  registerStageGraph(context, { extensionUri: context.extensionUri, server, states });
  registerStagesView(context, { server, building: { states, ...engineSide(engines) } });
  registerCommands(context, server, writeExample);
  registerTools(context, server, toolBuilds);
  // The commands that build are hidden where this entry does not run, as in a browser without a machine behind it.
  await vscode.commands.executeCommand("setContext", "dockerfileStages.hasMachine", true);
}
