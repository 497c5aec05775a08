/** A build as a VS Code task, from a command or from a person's tasks.json. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { BuildOverrides } from "./buildSettings";
import { createBuildTerminal, type BuildTerminals } from "./buildTerminal";
import { isBuildTaskDefinition, TASK_TYPE, type BuildTaskDefinition } from "./taskDefinition";

export { TASK_TYPE, type BuildTaskDefinition } from "./taskDefinition";

/** The task that builds the file up to the stage of that name, or up to its last. */
export function buildTaskFor(
  terminals: BuildTerminals,
  { uri }: { uri: vscode.Uri },
  stage: string | undefined,
  { noCache, output }: Pick<BuildOverrides, "noCache" | "output"> = {},
): vscode.Task {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const file = uri.fsPath;
  const dockerfile =
    folder === undefined ? file : path.relative(folder.uri.fsPath, file).split(path.sep).join("/");
  const definition: BuildTaskDefinition = {
    type: TASK_TYPE,
    dockerfile,
    ...(stage !== undefined && { stage }),
    ...(noCache !== undefined && { noCache: written(noCache) }),
    ...(output !== undefined && { output }),
  };
  return buildTask(terminals, definition, folder ?? vscode.TaskScope.Workspace);
}

/** As it is written in a task. */
function written(noCache: NonNullable<BuildOverrides["noCache"]>): boolean | "stage" | string[] {
  return noCache === "stage" || Array.isArray(noCache) ? noCache : noCache === "all";
}

/** The task of a definition; `scope` is the workspace folder that a relative path starts at. */
export function buildTask(
  terminals: BuildTerminals,
  definition: BuildTaskDefinition,
  scope: vscode.WorkspaceFolder | vscode.TaskScope,
): vscode.Task {
  const { dockerfile, stage } = definition;
  const folder = typeof scope === "object" ? scope : undefined;
  const execution = new vscode.CustomExecution(resolved =>
    // The variables in it are filled in by now, and nothing else of it has changed.
    Promise.resolve(
      createBuildTerminal(terminals, isBuildTaskDefinition(resolved) ? resolved : definition, folder),
    ),
  );
  const name = `${stage ?? "last stage"} (${dockerfile})`;
  const task = new vscode.Task(definition, scope, name, "Dockerfile Stages", execution, []);
  task.group = vscode.TaskGroup.Build;
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Shared,
    clear: true,
    showReuseMessage: false,
  };
  return task;
}
