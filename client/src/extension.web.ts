/** The browser entry (vscode.dev): the language server in a web worker. There is no machine to build on, so no builds. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { SHOW_DOCKERFILE_COMMAND, SHOW_REFERENCES_COMMAND, useTexts } from "../../server/src/protocol";
import { convertToMultiStage } from "./commands/create/convertToMultiStage";
import { exampleOpener } from "./commands/create/openExample";
import { newDockerfile } from "./commands/create/newDockerfile";
import { createProposals } from "./commands/create/proposals";
import { showDockerfile } from "./commands/showDockerfile";
import { registerStageGraph } from "./commands/showStageGraph";
import { showReferences } from "./commands/showReferences";
import { showSeparators } from "./views/separators";
import { registerStagesView } from "./commands/stagesView";
import { showStartLenses } from "./views/startLenses";
import { CLIENT_ID, CLIENT_NAME, offerRestart, startLanguageServer } from "./server/languageClient";
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
  showSeparators(context, server);
  const { registerCommand } = vscode.commands;
  const proposals = createProposals();
  context.subscriptions.push(
    never,
    workers,
    registerCommand(SHOW_REFERENCES_COMMAND, showReferences),
    registerCommand(SHOW_DOCKERFILE_COMMAND, showDockerfile),
    registerCommand("dockerfileStages.openExample", exampleOpener(server, undefined)),
    registerCommand("dockerfileStages.newDockerfile", (folder: unknown) =>
      newDockerfile(server, proposals, folder),
    ),
    registerCommand("dockerfileStages.convertToMultiStage", (argument: unknown) =>
      convertToMultiStage(server, proposals, argument),
    ),
    registerCommand("dockerfileStages.acceptProposal", (document: unknown) => {
      proposals.settle(document, true);
    }),
    registerCommand("dockerfileStages.dismissProposal", (document: unknown) => {
      proposals.settle(document, false);
    }),
    proposals,
    showStartLenses(server, false),
  );
}
