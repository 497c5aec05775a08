/** All that has to do with building: what builds, what is seen of builds, and the commands that a person has for them. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { createBuilderCheck } from "./build/findings/builderCheck";
import { createBuildTaskProvider } from "./build/task/buildTaskProvider";
import type { BuildEnd, BuildTerminals } from "./build/task/buildTerminal";
import { createBuilds } from "./build/builds";
import { findEnginesEarly } from "./build/engines/earlyEngines";
import { createEngines } from "./build/engines/engines";
import { createMovingDiagnostics } from "./build/findings/movingDiagnostics";
import { tellBuildCommands } from "./build/request/shownCommand";
import { serveStepLogs } from "./build/stepLogs";
import { TASK_TYPE } from "./build/task/taskDefinition";
import { buildStage } from "./commands/build/buildStage";
import { buildUpToStage } from "./commands/build/buildUpToStage";
import { checkWithBuildKit } from "./commands/build/checkWithBuildKit";
import { compareStageSizes } from "./commands/build/compareStageSizes";
import { copyBuildCommand } from "./commands/build/copyBuildCommand";
import {
  offerAfterFailure,
  retryWithoutCache,
  showLog,
  tellFailures,
} from "./commands/build/failureCommands";
import { lookInside } from "./commands/inside/lookInside";
import { openShellBeforeFailure } from "./commands/build/openShellBeforeFailure";
import { runStage } from "./commands/inside/runStage";
import { selectBuilder } from "./commands/build/selectBuilder";
import { selectContext } from "./commands/build/selectContext";
import { showBuildReport } from "./commands/build/showBuildReport";
import { showBuildPlace } from "./views/buildPlaceStatus";
import { createBuildReports } from "./views/buildReport";
import { createBuildViews } from "./views/buildViews";
import { createFilesNow } from "./views/documentSnapshots";
import { createSizePages } from "./views/stageSizes";
import { completeStep } from "./walkthrough/completeStep";

type Handler = (argument: unknown) => unknown;

/** Registers it all, until the extension ends. */
export function startBuilding(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  const engines = createEngines(context.workspaceState);
  const builds = createBuilds();
  const terminals: BuildTerminals = {
    client,
    engines,
    builds,
    beginning: new Set(),
    diagnostics: createMovingDiagnostics("dockerfileStages.build"),
    ended: new vscode.EventEmitter<BuildEnd>(),
  };
  const check = createBuilderCheck(terminals);
  const reports = createBuildReports(context.extensionUri, client, builds);
  const sizes = createSizePages(context.extensionUri, client);
  const files = createFilesNow(client);
  createBuildViews(context, builds, files);

  /** By the part of their names behind `dockerfileStages.`. */
  const commands: Record<string, Handler> = {
    buildUpToStage: argument => buildUpToStage(terminals, argument),
    buildStage: () => buildStage(terminals),
    copyBuildCommand: argument => copyBuildCommand(terminals, argument),
    runStage: argument => runStage(terminals, context.workspaceState, argument),
    showLog: argument => showLog(terminals, argument),
    openShellBeforeFailure: argument => openShellBeforeFailure(terminals, argument),
    retryWithoutCache: argument => retryWithoutCache(terminals, argument),
    checkWithBuildKit: () => checkWithBuildKit(check),
    selectBuilder: () => selectBuilder(engines),
    selectContext: () => selectContext(engines),
    showBuildReport: argument => showBuildReport(terminals, reports, argument),
    compareStageSizes: argument => compareStageSizes(terminals, sizes, argument),
  };
  context.subscriptions.push(
    engines,
    builds,
    terminals.diagnostics,
    terminals.ended,
    check,
    reports,
    sizes,
    files,
    findEnginesEarly(engines),
    showBuildPlace(engines),
    tellBuildCommands(client, engines),
    serveStepLogs(builds),
    offerAfterFailure(),
    tellFailures(terminals),
    terminals.ended.event(({ request, status }) => {
      if (request !== undefined && status === 0) completeStep("builtStage");
    }),
    ...lookInside(terminals, files),
    vscode.tasks.registerTaskProvider(TASK_TYPE, createBuildTaskProvider(client, terminals)),
    ...Object.entries(commands).map(([name, handler]) =>
      vscode.commands.registerCommand(`dockerfileStages.${name}`, handler),
    ),
  );
}
