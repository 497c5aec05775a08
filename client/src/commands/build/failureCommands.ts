/** What can be done about a build that failed: read the log, look around just before the failure, try again. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import type { BuildSession } from "../../build/session";
import type { Build, Builds } from "../../build/builds";
import { BUILD_SOURCE, FAILED, failedPlaces } from "../../build/findings/failureDiagnostics";
import { logAddress } from "../../build/stepLogs";
import { stageOfStep } from "../../progress/stepPlaces";
import { LANGUAGE } from "../../language";
import type { BuildFailure } from "../../progress/progressReader";
import { titleOf } from "../../progress/stepName";
import { seconds } from "../../engine/amounts";
import { readArgument } from "../argument";
import { notify } from "../../build/problems/notify";
import { activeDockerfile, noDockerfile } from "../resolveStage";
import { showError } from "../../messages";
import { inLabel } from "../../progress/uiText";
import { otherContext } from "../../build/otherContext";
import { shownFolder } from "../../build/shownFolder";
import type { Uses } from "../../build/uses/uses";
import { lineNow } from "../../build/lineNow";
import { isRestricted, refusedInRestrictedMode } from "../../build/restrictedMode";

export const SHOW_LOG_COMMAND = "dockerfileStages.showLog";
export const SHELL_BEFORE_COMMAND = "dockerfileStages.openShellBeforeFailure";
const CONTEXT_COMMAND = "dockerfileStages.buildWithContext";
export const RETRY_COMMAND = "dockerfileStages.retryWithoutCache";

/** "Show Log": of the step that failed, else of one of those that printed something. */
export async function showLog(builds: Builds, argument: unknown): Promise<void> {
  const build = latestBuild(builds, argument);
  if (build === undefined) return;
  const step = build.failure?.step ?? (await pickStep(build));
  if (step === undefined) return;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(logAddress(build, step)), {
    preview: true,
  });
}

/** "Retry without Cache": the same build, with every step of the stage that failed done anew. */
export async function retryWithoutCache(session: BuildSession, argument: unknown): Promise<void> {
  const build = failedBuild(session.builds, argument);
  if (build === undefined) return;
  const { failure, file } = build;
  const stage = failure?.step && stageOfStep(failure.step, file);
  const name = file.model.stages[stage ?? file.target]?.name ?? "";
  // The builder knows the stage by its name only; without one, all is done anew.
  const noCache = name === "" ? "all" : [name];
  await session.start(build, build.stage, { noCache, ...sameAs(build) });
}

/** The use that a build was asked for by, and where it was to end, for another build like it. */
function sameAs(build: Build): { use?: string; line?: number | undefined } {
  return { ...(build.use !== undefined && { use: build.use }), line: lineNow(build) };
}

/** "Build with Another Context": with the folder above that has the file that was missing, from now on. */
export async function buildWithContext(session: BuildSession, uses: Uses, argument: unknown): Promise<void> {
  if (refusedInRestrictedMode()) return;
  const build = failedBuild(session.builds, argument);
  if (build === undefined) return;
  const context = await otherContext(build);
  if (context === undefined) {
    const message = l10n.t("No folder above the build context has the file that is missing.");
    notify({ message, steps: [] });
    return;
  }
  await uses.chooseContext(build.uri, context);
  await session.start(build, build.stage, { line: lineNow(build) });
}

/** The quick fixes of the diagnostic at the instruction that failed. */
export function offerAfterFailure(builds: Builds): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    { language: LANGUAGE },
    {
      async provideCodeActions({ uri }, _range, { diagnostics }) {
        const failed = diagnostics.filter(({ source, code }) => source === BUILD_SOURCE && code === FAILED);
        if (failed.length === 0 || isRestricted()) return [];
        const build = builds.latest(uri);
        const offered = await afterFailure(build);
        return offered.map(({ title, command }) => {
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          action.diagnostics = failed;
          action.command = { title, command, arguments: [{ uri: uri.toString() }] };
          return action;
        });
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

/** Tells of each build that a step made fail, with what can be done about it. Other failures are told by the build. */
export function notifyOfFailures(builds: Builds): vscode.Disposable {
  return builds.onDidChange(build => {
    if (build.state === "failed" && build.failure?.step !== undefined)
      void notifyOfFailure(build, build.failure);
  });
}

async function notifyOfFailure(build: Build, failure: BuildFailure): Promise<void> {
  const { uri } = build;
  const [place] = failedPlaces(build, failure);
  const file = path.basename(uri.fsPath);
  const where = place?.now === undefined ? file : l10n.t("{0}, line {1}", file, place.now.start.line + 1);
  const { length } = failure.message;
  const words = length > LONGEST_MESSAGE ? `${failure.message.slice(0, LONGEST_MESSAGE)}…` : failure.message;
  const offered = await afterFailure(build);
  const choice = await showError(`${where}: ${words}`, ...offered.map(({ button }) => button));
  const chosen = offered.find(({ button }) => button === choice);
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, { uri: uri.toString() });
}

const LONGEST_MESSAGE = 300;

/** A notification is narrow: its buttons have the short words. */
async function afterFailure(build: Build | undefined) {
  const context = build && (await otherContext(build));
  // In the words of the files that name a context.
  const words = context && l10n.t('Build with Context "{0}"', shownFolder(context));
  return [
    ...(words === undefined ? [] : [{ title: words, button: words, command: CONTEXT_COMMAND }]),
    { title: l10n.t("Show Log"), button: l10n.t("Log"), command: SHOW_LOG_COMMAND },
    {
      title: l10n.t("Open Shell before the Failure"),
      button: l10n.t("Open Shell"),
      command: SHELL_BEFORE_COMMAND,
    },
    { title: l10n.t("Retry without Cache"), button: l10n.t("Retry"), command: RETRY_COMMAND },
  ];
}

/** The newest build, where it failed; says so where it did not. */
export function failedBuild(builds: Builds, argument: unknown): Build | undefined {
  const build = latestBuild(builds, argument);
  if (build === undefined || build.failure !== undefined) return build;
  notify({
    message: l10n.t("The last build of {0} did not fail.", path.basename(build.uri.fsPath)),
    steps: [],
  });
  return undefined;
}

/** The newest build of the Dockerfile of the argument, else of the active one. */
function latestBuild(builds: Builds, argument: unknown): Build | undefined {
  const uri = readArgument(argument).uri ?? activeDockerfile()?.uri;
  if (uri === undefined) {
    notify(noDockerfile());
    return undefined;
  }
  const build = builds.latest(uri);
  if (build === undefined)
    notify({
      message: l10n.t("{0} was not built in this window.", path.basename(uri.fsPath)),
      steps: [],
    });
  return build;
}

async function pickStep({ record }: Build) {
  const items = [...record.steps.values()]
    .filter(({ log }) => log.last(1).length > 0)
    .map(step => ({ label: inLabel(titleOf(step.name)), description: seconds(step.ran), step }));
  if (items.length === 0) {
    notify({ message: l10n.t("No step of the last build has any output."), steps: [] });
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { title: l10n.t("Show Log") }))?.step;
}
