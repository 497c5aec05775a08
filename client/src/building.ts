/** All that has to do with building: what builds, what is seen of builds, and the commands that a person has for them. */
import * as vscode from "vscode";
import { createBuilderCheck } from "./build/findings/builderCheck";
import { createBuildTaskProvider } from "./build/task/buildTaskProvider";
import { createBuildSession } from "./build/session";
import { findEnginesEarly } from "./build/engines/earlyEngines";
import { createEngines, type Engines } from "./build/engines/engines";
import { answerBuildCommands } from "./build/request/shownCommand";
import { serveStepLogs } from "./build/stepLogs";
import { TASK_TYPE } from "./build/task/taskDefinition";
import { buildStage } from "./commands/build/buildStage";
import { buildInlineStage } from "./commands/build/buildInlineStage";
import { buildUse } from "./commands/build/buildUse";
import { buildWithTool } from "./commands/build/buildWithTool";
import { buildUpToInstruction, openShellAfterInstruction } from "./commands/build/buildUpToInstruction";
import { buildUpToStage } from "./commands/build/buildUpToStage";
import { checkWithBuildKit } from "./commands/build/checkWithBuildKit";
import { compareStageSizes } from "./commands/build/compareStageSizes";
import { copyBuildCommand } from "./commands/build/copyBuildCommand";
import { notifyOfFailures, offerAfterFailure, showIgnoringLine } from "./commands/build/afterFailure";
import { buildWithContext, retryWithoutCache, showLog } from "./commands/build/failureCommands";
import { lookInside } from "./commands/inside/lookInside";
import { openShellBeforeFailure } from "./commands/build/openShellBeforeFailure";
import { showImageContent } from "./commands/inside/showImageContent";
import { stageBuilder } from "./commands/inside/builtStage";
import { runStage, stopRun } from "./commands/inside/runStage";
import { createDebugAdapters } from "./commands/debug/debugAdapters";
import { offerWhereEngineDebugs } from "./commands/debug/debugger";
import { debugStage, openShellAtStop } from "./commands/debug/debugStage";
import { selectBuilder } from "./commands/build/selectBuilder";
import { selectContext } from "./commands/build/selectContext";
import { cancelBuild, showBuild } from "./commands/build/showBuild";
import { setBuildContext } from "./commands/build/setBuildContext";
import { showBuildContext } from "./commands/build/showBuildContext";
import { showBuildHistory } from "./commands/build/showBuildHistory";
import { showBuildReport } from "./commands/build/showBuildReport";
import { whyDidThisRun } from "./commands/build/whyDidThisRun";
import { turnOffRule } from "./commands/turnOffRule";
import { createBuildHistory } from "./results/buildHistory";
import { createForecasts } from "./views/forecasts";
import { showForecasts } from "./views/forecastViews";
import { watchStage } from "./commands/build/watchStage";
import { createStageWatch } from "./build/watch/stageWatch";
import { createRuns } from "./build/runs";
import { createUses } from "./build/uses/uses";
import { chooseUse } from "./commands/build/chooseUse";
import type { LanguageServer } from "./server/languageServer";
import { showBuildPlace } from "./views/buildPlaceStatus";
import type { StageStates } from "./views/graph/stageStates";
import type { ToolBuilds } from "./tools/editorHost";
import { createToolBuilds } from "./tools/toolBuilds";
import { createReportedBuilds } from "./views/reportedBuilds";
import { contextOfBuild } from "./views/contextOfBuild";
import { createEndedBuilds } from "./results/endedBuilds";
import { isRestricted } from "./build/restrictedMode";
import { createBuildReports } from "./views/buildReport";
import { createBuiltSizes } from "./views/builtSizes";
import { createBuildViews } from "./views/buildViews";
import { createContentPages } from "./views/contentPages";
import { createContextPages } from "./views/contextPages";
import { createHistoryPages } from "./views/historyPages";
import { createDocumentSnapshots } from "./views/documentSnapshots";
import { createOrderHints } from "./views/orderHints";
import { createRunLenses } from "./views/runLenses";
import { createSizePages } from "./views/stageSizes";
import { showTestStages } from "./views/testing/testingView";
import { createWatchBar } from "./views/watchBar";
import { showUse } from "./views/useStatus";
import { completeStep } from "./walkthrough/completeStep";

type Handler = (argument: unknown) => unknown;

/** What others have of it: the states of stages, and the engines, to be shown beside the text; and what tools know of builds. */
export interface Building {
  readonly states: StageStates;
  readonly engines: Engines;
  readonly toolBuilds: ToolBuilds;
}

/** Registers it all, until the extension ends. */
export function startBuilding(context: vscode.ExtensionContext, server: LanguageServer): Building {
  const engines = createEngines(context.workspaceState);
  const uses = createUses(server, context.workspaceState);
  const runs = createRuns();
  const services = { server, engines, uses };
  const session = createBuildSession(services);
  const { builds } = session;
  const check = createBuilderCheck(session.prepare);
  const builtSizes = createBuiltSizes(builds);
  const history = createBuildHistory(context, server, builds);
  const histories = createHistoryPages(context.extensionUri, history);
  const sizes = createSizePages(context.extensionUri, server);
  const watch = createStageWatch(server, session);
  const contexts = createContextPages(context.extensionUri, async uri => {
    if (isRestricted()) return undefined;
    const document = await vscode.workspace.openTextDocument(uri);
    const found = await contextOfBuild(server, session, uses, document);
    return found.problem === undefined ? found.of : undefined;
  });
  const contents = createContentPages(context.extensionUri, server);
  const snapshots = createDocumentSnapshots(server, uses);
  const { marks, states, results } = createBuildViews(context, {
    server,
    builds,
    sizes: builtSizes,
    history,
    snapshots,
    uses,
  });
  const forecasts = createForecasts(history, session.prepare, builds, uses);
  const hints = createOrderHints(server, history, forecasts.onDidChange);
  const storage = (context.storageUri ?? context.globalStorageUri) as vscode.Uri | undefined;
  const reported = createReportedBuilds({
    ...{ builds, sizes: builtSizes, history, hints, explain: session.explain },
    ended: createEndedBuilds(storage && vscode.Uri.joinPath(storage, "builds").fsPath),
    inForce: async uri => (await uses.of(uri)).inForce,
  });
  const reports = createBuildReports(context.extensionUri, server, builds, history, reported);
  const builtStage = stageBuilder(server, session);

  /** By the part of their names behind `dockerfileStages.`. */
  const commands: Record<string, Handler> = {
    buildUpToStage: argument => buildUpToStage(server, session, argument),
    buildUpToInstruction: argument => buildUpToInstruction(server, session, argument),
    openShellAfterInstruction: argument => openShellAfterInstruction(server, session, argument),
    buildStage: argument => buildStage(server, session, argument),
    showBuild: argument => showBuild(builds, argument),
    cancelBuild: () => cancelBuild(builds),
    clearBuildMarks: () => {
      marks.clear();
    },
    copyBuildCommand: argument => copyBuildCommand(services, argument),
    runStage: argument => runStage(builtStage, runs, context.workspaceState, argument),
    stopRun: argument => stopRun(runs, argument),
    showLog: argument => showLog(builds, reported, argument),
    openShellBeforeFailure: argument => openShellBeforeFailure(builds, argument),
    retryWithoutCache: argument => retryWithoutCache(session, argument),
    buildWithContext: argument => buildWithContext(session, uses, argument),
    showIgnoringLine: argument => showIgnoringLine(argument),
    buildUse: argument => buildUse(server, session, uses, argument),
    buildInlineStage: argument => buildInlineStage(services, session, argument),
    buildWithTool: argument => buildWithTool(services, session, argument),
    checkWithBuildKit: () => checkWithBuildKit(check),
    selectBuilder: () => selectBuilder(engines),
    selectContext: () => selectContext(engines),
    setBuildContext: argument => setBuildContext(uses, argument),
    chooseUse: argument => chooseUse(uses, argument),
    showBuildReport: argument => showBuildReport(server, session, reports, argument),
    showBuildHistory: argument => showBuildHistory(histories, argument),
    watchStage: argument => watchStage(server, watch, argument),
    debugStage: argument => debugStage(server, argument),
    openShellAtStop: () => openShellAtStop(),
    stopWatching: () => {
      watch.stop();
    },
    showBuildContext: argument => showBuildContext(server, session, uses, contexts, argument),
    showImageContent: argument => showImageContent(builtStage, contents, argument),
    turnOffRule: argument => turnOffRule(argument),
    whyDidThisRun: argument => whyDidThisRun(server, builds, history, argument),
    compareStageSizes: argument => compareStageSizes(server, session, sizes, argument),
  };
  context.subscriptions.push(
    engines,
    uses,
    runs,
    createRunLenses(server, runs, snapshots),
    session,
    check,
    builtSizes,
    history,
    forecasts,
    showForecasts(forecasts, server, snapshots),
    hints,
    reported,
    reports,
    histories,
    sizes,
    contents,
    contexts,
    watch,
    createWatchBar(watch),
    createDebugAdapters(session),
    showTestStages(server, session),
    findEnginesEarly(engines, offerWhereEngineDebugs),
    showBuildPlace(engines),
    showUse(uses),
    answerBuildCommands(services),
    serveStepLogs(builds, session.explain, async (uri, step) => {
      const kept = await reported.earlier(uri);
      return kept?.steps.find(({ id }) => id === step)?.log;
    }),
    offerAfterFailure(builds, session.explain),
    notifyOfFailures(builds, session.explain),
    session.onDidEnd(({ request, status }) => {
      if (request !== undefined && status === 0) completeStep("builtStage");
    }),
    ...lookInside(server, engines, session, builtStage, snapshots),
    vscode.tasks.registerTaskProvider(TASK_TYPE, createBuildTaskProvider(server, session)),
    ...Object.entries(commands).map(([name, handler]) =>
      vscode.commands.registerCommand(`dockerfileStages.${name}`, handler),
    ),
  );
  const toolBuilds = createToolBuilds({ server, session, history, results, sizes: builtSizes, snapshots });
  return { states, engines, toolBuilds };
}
