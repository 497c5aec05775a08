/** The desktop and remote entry: the language server as a child process, and builds. */
import * as vscode from "vscode";
import { LanguageClient, TransportKind, type ServerOptions } from "vscode-languageclient/node";
import { BUILD_COMMAND, RUN_COMMAND, SHOW_REFERENCES_COMMAND } from "../../server/src/protocol";
import { createBuildDiagnostics } from "./build/buildDiagnostics";
import { createBuildTaskProvider, TASK_TYPE } from "./build/buildTask";
import { createBuilds } from "./build/builds";
import type { BuildEnd, BuildTerminals } from "./build/buildTerminal";
import { buildStage } from "./commands/buildStage";
import { buildUpToStage } from "./commands/buildUpToStage";
import { lookInside } from "./commands/lookInside";
import { copyBuildCommand } from "./commands/copyBuildCommand";
import { runStage } from "./commands/runStage";
import { showReferences } from "./commands/showReferences";
import { CLIENT_ID, CLIENT_NAME, restartLanguageClient, startLanguageClient } from "./languageClient";

/** Called by VS Code when the first Dockerfile is opened or the first of our tasks is asked for. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server", "node.js").fsPath;
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
  };
  const client = startLanguageClient(
    context,
    options => new LanguageClient(CLIENT_ID, CLIENT_NAME, serverOptions, options),
    ({ uri }) => vscode.workspace.isTrusted && (uri.scheme === "file" || uri.scheme === "untitled"),
    vscode.workspace.onDidGrantWorkspaceTrust,
    true,
  );
  const terminals: BuildTerminals = {
    client,
    builds: createBuilds(),
    diagnostics: createBuildDiagnostics(),
    ended: new vscode.EventEmitter<BuildEnd>(),
  };
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    terminals.diagnostics,
    terminals.ended,
    terminals.builds,
    vscode.tasks.registerTaskProvider(TASK_TYPE, createBuildTaskProvider(client, terminals)),
    registerCommand(BUILD_COMMAND, (argument: unknown) => buildUpToStage(terminals, argument)),
    registerCommand(RUN_COMMAND, (argument: unknown) =>
      runStage(terminals, context.workspaceState, argument),
    ),
    ...lookInside(client, terminals),
    registerCommand("dockerfileStages.buildStage", () => buildStage(terminals)),
    registerCommand("dockerfileStages.copyBuildCommand", (argument: unknown) =>
      copyBuildCommand(client, argument),
    ),
    registerCommand(SHOW_REFERENCES_COMMAND, showReferences),
    registerCommand("dockerfileStages.restartServer", () => restartLanguageClient(client)),
    registerCommand("dockerfileStages.showOutput", () => {
      client.outputChannel.show();
    }),
  );
  // The commands that build are hidden where this entry does not run, as in a browser without a machine behind it.
  await vscode.commands.executeCommand("setContext", "dockerfileStages.hasMachine", true);
}
