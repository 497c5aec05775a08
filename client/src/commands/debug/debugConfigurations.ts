/** What a build under the debugger is: from a configuration in launch.json, or from none, to the command of the adapter. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { notify } from "../../build/problems/notify";
import { openDockerfile } from "../../build/request/openDockerfile";
import type { BuildSession } from "../../build/session";
import { TASK_TYPE, type BuildTaskDefinition } from "../../build/task/taskDefinition";
import { askOpenValue } from "../../build/uses/askOpenValue";
import type { FirstBuild } from "../../build/uses/usedRequest";
import type { EngineCommand } from "../../engine/engine";
import { debugCommand, debugProblem } from "../../engine/engineCommand";
import { withProgress } from "../../messages";
import { documentToBuild } from "../build/savedDockerfile";
import { activeDockerfile, noDockerfile } from "../resolveStage";
import { DEBUG_TYPE, stopsOnEntry } from "./debugger";
import type { StopLine } from "./debugRelay";
import { stopLine } from "./stopLine";
import { removeTemporary, writeTemporaryDockerfile } from "../../build/temporaryFiles";

/** A build that an adapter can be started for. */
export interface DebuggedBuild {
  command: EngineCommand;
  stopLine: StopLine;
  /** What a person is told of it, as above the log of a build. */
  notes: readonly string[];
  /** Files and folders that are of no use once it has ended. */
  temporary: readonly string[];
}

/** Of a configuration: what is missing is as the use in force and the settings have it. Values of arguments and secrets are not in it. */
interface DebugConfiguration extends vscode.DebugConfiguration {
  /** A path, relative to the workspace folder or absolute; or the address of a file. */
  dockerfile?: unknown;
  /** The name of a stage; without it the last one. */
  target?: unknown;
  /** The build that another file describes, by its id or label; `none` for the settings alone. */
  use?: unknown;
}

/** VS Code fills in variables, those that run commands among them, in each text of a configuration: what a file says is to have none. */
export function withoutVariables(text: string): string {
  return text.replaceAll("${", "$ {");
}

/** The file as a configuration names it: by its path, unless a variable could stand in that, else by its address. */
export function dockerfileValue({ fsPath }: vscode.Uri): string {
  return fsPath.includes("${") ? vscode.Uri.file(fsPath).toString() : fsPath;
}

/** A configuration for launch.json, of the Dockerfile that a person looks at. */
export function newConfiguration(folder: vscode.WorkspaceFolder | undefined): vscode.DebugConfiguration {
  const uri = activeDockerfile()?.uri;
  const isInside = uri !== undefined && vscode.workspace.getWorkspaceFolder(uri)?.index === folder?.index;
  const file =
    isInside && folder !== undefined ? path.posix.relative(folder.uri.path, uri.path) : "Dockerfile";
  return {
    ...{ type: DEBUG_TYPE, request: "launch", name: withoutVariables(l10n.t("Debug {0}", file)) },
    dockerfile:
      uri !== undefined && file.includes("${") ? dockerfileValue(uri) : `\${workspaceFolder}/${file}`,
    stopOnEntry: true,
  };
}

/** What F5 debugs where there is no launch.json: the Dockerfile that a person looks at. */
export function filledIn(configuration: vscode.DebugConfiguration): vscode.DebugConfiguration | undefined {
  const { type, request, dockerfile } = configuration as Partial<Record<string, unknown>>;
  if ((type !== undefined && request !== undefined) || dockerfile !== undefined) return configuration;
  const document = activeDockerfile();
  if (document === undefined) {
    notify(noDockerfile());
    return undefined;
  }
  const { uri } = document;
  const name = withoutVariables(l10n.t("Debug {0}", path.basename(uri.fsPath)));
  const stopOnEntry = stopsOnEntry(uri);
  return { type: DEBUG_TYPE, request: "launch", name, dockerfile: dockerfileValue(uri), stopOnEntry };
}

/** The build of a configuration whose variables are filled in; undefined where nothing can be debugged, which the person is told. */
export async function debuggedBuild(
  session: BuildSession,
  folder: vscode.WorkspaceFolder | undefined,
  { dockerfile, target, use }: DebugConfiguration,
): Promise<DebuggedBuild | undefined> {
  const opened = await openDockerfile(pathIn(dockerfile), folder);
  if ("problem" in opened) {
    notify(opened.problem);
    return undefined;
  }
  const document = await documentToBuild(opened);
  if (document === undefined) return undefined;
  const definition: BuildTaskDefinition = {
    type: TASK_TYPE,
    dockerfile: document.uri.fsPath,
    ...(typeof target === "string" && target !== "" && { stage: target }),
    ...(typeof use === "string" && use !== "" && { use }),
  };
  const prepared = await session.prepare(document, definition, askOpenValue);
  if (prepared.problem !== undefined) {
    notify(prepared.problem);
    return undefined;
  }
  const { request, first, notes, temporary, snapshot } = prepared;
  const problem = debugProblem(request.engine);
  if (problem !== undefined) {
    notify({ message: problem, steps: [] });
    return undefined;
  }
  let isReady = false;
  try {
    isReady = await buildFirst(session, first);
  } finally {
    if (!isReady) await removeTemporary(temporary);
  }
  if (!isReady) return undefined;
  return {
    command: debugCommand(request),
    stopLine: line => stopLine(snapshot.instructions, line),
    notes,
    temporary,
  };
}

/** The path that the value of a configuration means. */
function pathIn(dockerfile: unknown): string {
  if (typeof dockerfile !== "string") return "Dockerfile";
  return dockerfile.startsWith("file:") ? vscode.Uri.parse(dockerfile).fsPath : dockerfile;
}

/** Builds what the build needs the images of; answers whether all of it is there. */
async function buildFirst({ builds }: BuildSession, first: readonly FirstBuild[]): Promise<boolean> {
  for (const { inlineText, ...order } of first) {
    if (inlineText !== undefined) await writeTemporaryDockerfile(order.request.dockerfile, inlineText);
    const title = l10n.t("Builds {0} first, because the build needs its image.", order.useBuilt.label);
    const outcome = await withProgress(title, (_, token) => {
      const started = builds.start(order, () => undefined);
      token.onCancellationRequested(() => {
        started.build.cancel();
      });
      return started.outcome;
    });
    if ("notStarted" in outcome) notify({ message: outcome.notStarted, steps: [] });
    if ("notStarted" in outcome || outcome.status !== 0) return false;
  }
  return true;
}
