/** The desktop and remote entry: the language server as a child process, and builds. */
import * as vscode from "vscode";
import { LanguageClient, TransportKind, type ServerOptions } from "vscode-languageclient/node";
import { SHOW_REFERENCES_COMMAND, useTexts } from "../../server/src/protocol";
import { startBuilding } from "./building";
import { convertToMultiStage } from "./commands/create/convertToMultiStage";
import { exampleOpener } from "./commands/create/openExample";
import { newDockerfile } from "./commands/create/newDockerfile";
import { showReferences } from "./commands/showReferences";
import { CLIENT_ID, CLIENT_NAME, restartLanguageClient, startLanguageClient } from "./languageClient";

/** Called by VS Code when the first Dockerfile is opened or the first of our tasks is asked for. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  useTexts(vscode.l10n.bundle);
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
  startBuilding(context, client);
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    registerCommand(SHOW_REFERENCES_COMMAND, showReferences),
    registerCommand("dockerfileStages.openExample", exampleOpener(client)),
    registerCommand("dockerfileStages.newDockerfile", (folder: unknown) =>
      newDockerfile(client, context.extensionUri, folder),
    ),
    registerCommand("dockerfileStages.convertToMultiStage", () => convertToMultiStage(client)),
    registerCommand("dockerfileStages.restartServer", () => restartLanguageClient(client)),
    registerCommand("dockerfileStages.showOutput", () => {
      client.outputChannel.show();
    }),
  );
  // The commands that build are hidden where this entry does not run, as in a browser without a machine behind it.
  await vscode.commands.executeCommand("setContext", "dockerfileStages.hasMachine", true);
}
