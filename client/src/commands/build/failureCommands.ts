/** What can be done about a build that failed: read the log, look around just before the failure, try again. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import type { BuildSession } from "../../build/session";
import type { Build, Builds } from "../../build/builds";
import { logAddress } from "../../build/stepLogs";
import { stageOfStep } from "../../progress/stepPlaces";
import { titleOf } from "../../progress/stepName";
import { seconds } from "../../engine/amounts";
import type { EndedStep } from "../../report/endedBuild";
import type { ReportedBuilds } from "../../views/reportedBuilds";
import { readArgument } from "../argument";
import { notify } from "../../build/problems/notify";
import { activeDockerfile, noDockerfile } from "../resolveStage";
import { inLabel } from "../../progress/uiText";
import { otherContext } from "../../build/otherContext";
import type { Uses } from "../../build/uses/uses";
import { lineNow } from "../../build/lineNow";
import { refusedInRestrictedMode } from "../../build/restrictedMode";

export const SHOW_LOG_COMMAND = "dockerfileStages.showLog";
export const SHELL_BEFORE_COMMAND = "dockerfileStages.openShellBeforeFailure";
export const CONTEXT_COMMAND = "dockerfileStages.buildWithContext";
export const RETRY_COMMAND = "dockerfileStages.retryWithoutCache";

/** "Show Log": of the step that failed, else of one of those that printed something; also of the last build of an earlier window. */
export async function showLog(
  builds: Builds,
  reported: Pick<ReportedBuilds, "earlier">,
  argument: unknown,
): Promise<void> {
  const uri = dockerfileOf(argument);
  if (uri === undefined) return;
  const build = builds.latest(uri);
  const steps = build === undefined ? (await reported.earlier(uri))?.steps : loggedSteps(build);
  if (steps === undefined) {
    const message = l10n.t("No build of {0} is kept, so there is no log.", path.basename(uri.fsPath));
    notify({ message, steps: [] });
    return;
  }
  const step = steps.find(({ isFailed }) => isFailed) ?? (await pickStep(steps));
  if (step === undefined) return;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(logAddress(uri, step)), {
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
  const uri = dockerfileOf(argument);
  const build = uri && builds.latest(uri);
  if (build === undefined && uri !== undefined)
    notify({
      message: l10n.t("{0} was not built in this window.", path.basename(uri.fsPath)),
      steps: [],
    });
  return build;
}

/** The Dockerfile of the argument, else the active one; says so where there is none. */
function dockerfileOf(argument: unknown): vscode.Uri | undefined {
  const uri = readArgument(argument).uri ?? activeDockerfile()?.uri;
  if (uri === undefined) notify(noDockerfile());
  return uri;
}

type LoggedStep = Pick<EndedStep, "id" | "title" | "ran" | "isFailed">;

function loggedSteps({ record, failure }: Build): LoggedStep[] {
  return [...record.steps.values()].flatMap(step => {
    const { id, name, ran, log } = step;
    const isFailed = step === failure?.step;
    return isFailed || log.last(1).length > 0 ? [{ id, title: titleOf(name), ran, isFailed }] : [];
  });
}

async function pickStep(steps: readonly LoggedStep[]): Promise<LoggedStep | undefined> {
  if (steps.length === 0) {
    notify({ message: l10n.t("No step of the last build has any output."), steps: [] });
    return undefined;
  }
  const items = steps.map(step => ({ label: inLabel(step.title), description: seconds(step.ran), step }));
  return (await vscode.window.showQuickPick(items, { title: l10n.t("Show Log") }))?.step;
}
