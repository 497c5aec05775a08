/** The browser entry (vscode.dev): the language server in a web worker. There is no machine to build on, so no builds. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { useTexts } from "../../server/src/protocol";
import { registerCommands } from "./commands/registerCommands";
import { registerStageGraph } from "./commands/showStageGraph";
import { registerStagesView } from "./commands/stagesView";
import { CLIENT_ID, CLIENT_NAME, offerRestart, startLanguageServer } from "./server/languageClient";
import { registerTools } from "./tools/registerTools";
import { workerServer } from "./server/workerServer";

/** Called by VS Code where a folder has a Dockerfile, or when one or a file about builds is opened. */
export function activate(context: vscode.ExtensionContext): void {
  useTexts(vscode.l10n.bundle);
  const script = vscode.Uri.joinPath(context.extensionUri, "dist", "server", "worker.js").toString(true);
  const workers = workerServer(
    () => new Worker(script),
    () => void offerRestart(l10n.t("The language server did not load.")),
  );
  const never = new vscode.EventEmitter<void>();
  const server = startLanguageServer(context, {
    create: options =>
      new LanguageClient(CLIENT_ID, CLIENT_NAME, () => Promise.resolve(workers.open()), options),
    startAgain: workers.startAgain,
    canBuild: () => false,
    onDidChangeCanBuild: never.event,
    hasMachine: false,
  });
  registerStageGraph(context, { extensionUri: context.extensionUri, server, states: undefined });
  registerStagesView(context, { server, building: undefined });
  registerCommands(context, server, undefined);
  registerTools(context, server, undefined);
  context.subscriptions.push(never, workers);
}
