/** The desktop and remote entry: the language server as a child process, and builds. */
import * as vscode from "vscode";
import { LanguageClient, TransportKind, type ServerOptions } from "vscode-languageclient/node";
import { BUILD_COMMAND, RUN_COMMAND, SHOW_REFERENCES_COMMAND } from "../../server/src/protocol";
import { TASK_TYPE } from "./build/buildTask";
import { createBuildTaskProvider } from "./build/buildTaskProvider";
import type { BuildEnd, BuildTerminals } from "./build/buildTerminal";
import { createBuilds } from "./build/builds";
import { createEngines } from "./build/engines";
import { findEnginesEarly } from "./build/earlyEngines";
import { createMovingDiagnostics } from "./build/movingDiagnostics";
import { tellBuildCommands } from "./build/shownCommand";
import { serveStepLogs } from "./build/stepLogs";
import { createBuilderCheck } from "./build/builderCheck";
import { checkWithBuildKit } from "./commands/checkWithBuildKit";
import {
  offerAfterFailure,
  RETRY_COMMAND,
  retryWithoutCache,
  SHELL_BEFORE_COMMAND,
  SHOW_LOG_COMMAND,
  showLog,
  tellFailures,
} from "./commands/failureCommands";
import { buildStage } from "./commands/buildStage";
import { buildUpToStage } from "./commands/buildUpToStage";
import { compareStageSizes } from "./commands/compareStageSizes";
import { openShellBeforeFailure } from "./commands/openShellBeforeFailure";
import { lookInside } from "./commands/lookInside";
import { copyBuildCommand } from "./commands/copyBuildCommand";
import { runStage } from "./commands/runStage";
import { selectBuilder } from "./commands/selectBuilder";
import { selectContext } from "./commands/selectContext";
import { showReferences } from "./commands/showReferences";
import { CLIENT_ID, CLIENT_NAME, restartLanguageClient, startLanguageClient } from "./languageClient";
import { showBuildPlace } from "./views/buildPlaceStatus";
import { createBuildViews } from "./views/buildViews";
import { showBuildReport } from "./commands/showBuildReport";
import { createBuildReports } from "./views/buildReport";
import { createSizePages } from "./views/stageSizes";

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
  const engines = createEngines(context.workspaceState);
  const terminals: BuildTerminals = {
    client,
    engines,
    builds: createBuilds(),
    diagnostics: createMovingDiagnostics("dockerfileStages.build"),
    ended: new vscode.EventEmitter<BuildEnd>(),
  };
  const check = createBuilderCheck(terminals);
  createBuildViews(context, client, terminals.builds);
  const reports = createBuildReports(context.extensionUri, client, terminals.builds);
  const sizePages = createSizePages(context.extensionUri, client);
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    engines,
    findEnginesEarly(engines),
    showBuildPlace(engines),
    tellBuildCommands(client, engines),
    terminals.diagnostics,
    terminals.ended,
    terminals.builds,
    serveStepLogs(terminals.builds),
    reports,
    sizePages,
    vscode.tasks.registerTaskProvider(TASK_TYPE, createBuildTaskProvider(client, terminals)),
    registerCommand(BUILD_COMMAND, (argument: unknown) => buildUpToStage(terminals, argument)),
    registerCommand(RUN_COMMAND, (argument: unknown) =>
      runStage(terminals, context.workspaceState, argument),
    ),
    ...lookInside(client, terminals),
    registerCommand("dockerfileStages.buildStage", () => buildStage(terminals)),
    registerCommand("dockerfileStages.copyBuildCommand", (argument: unknown) =>
      copyBuildCommand(terminals, argument),
    ),
    offerAfterFailure(),
    tellFailures(terminals),
    registerCommand(SHOW_LOG_COMMAND, (argument: unknown) => showLog(terminals, argument)),
    registerCommand(SHELL_BEFORE_COMMAND, (argument: unknown) => openShellBeforeFailure(terminals, argument)),
    registerCommand(RETRY_COMMAND, (argument: unknown) => retryWithoutCache(terminals, argument)),
    check,
    registerCommand("dockerfileStages.checkWithBuildKit", () => checkWithBuildKit(check)),
    registerCommand("dockerfileStages.selectBuilder", () => selectBuilder(engines)),
    registerCommand("dockerfileStages.selectContext", () => selectContext(engines)),
    registerCommand("dockerfileStages.showBuildReport", (argument: unknown) =>
      showBuildReport(terminals, reports, argument),
    ),
    registerCommand("dockerfileStages.compareStageSizes", (argument: unknown) =>
      compareStageSizes(terminals, sizePages, argument),
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
