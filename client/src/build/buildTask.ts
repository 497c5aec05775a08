/**
 * A build as a VS Code task: `{ "type": "dockerfileStages", "dockerfile": "…", "stage": "…" }`, from a command or from a
 * person's tasks.json.
 */
import * as path from "node:path";
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { LANGUAGE } from "../language";
import { requestModel } from "../languageClient";
import { createBuildTerminal, type BuildTerminals } from "./buildTerminal";
import { targetOfIndex } from "./stageTarget";

export const TASK_TYPE = "dockerfileStages";

export interface BuildTaskDefinition extends vscode.TaskDefinition {
  type: typeof TASK_TYPE;
  /** Relative to the workspace folder, or absolute. */
  dockerfile: string;
  /** A stage's name; without it the last stage is built. */
  stage?: string;
}

/** The task that builds `document` up to the stage of that name, or up to its last. */
export function buildTaskFor(
  terminals: BuildTerminals,
  document: vscode.TextDocument,
  stage: string | undefined,
): vscode.Task {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const file = document.uri.fsPath;
  const dockerfile =
    folder === undefined ? file : path.relative(folder.uri.fsPath, file).split(path.sep).join("/");
  const definition: BuildTaskDefinition = {
    type: TASK_TYPE,
    dockerfile,
    ...(stage !== undefined && { stage }),
  };
  return buildTask(terminals, definition, folder ?? vscode.TaskScope.Workspace);
}

/** Offers the stages of the open Dockerfiles, and completes the tasks that tasks.json names. */
export function createBuildTaskProvider(
  client: BaseLanguageClient,
  terminals: BuildTerminals,
): vscode.TaskProvider {
  return {
    async provideTasks(token) {
      const tasks: vscode.Task[] = [];
      for (const document of vscode.workspace.textDocuments) {
        if (document.languageId !== LANGUAGE || document.uri.scheme !== "file") continue;
        const model = await requestModel(client, document);
        if (token.isCancellationRequested) return [];
        for (const { index } of model.stages) {
          const target = targetOfIndex(model, index);
          if (target.kind === "named") tasks.push(buildTaskFor(terminals, document, target.name));
          if (target.kind === "last") tasks.push(buildTaskFor(terminals, document, target.name || undefined));
        }
      }
      return tasks;
    },
    resolveTask({ definition, scope }) {
      if (!isBuildTaskDefinition(definition)) return undefined;
      return buildTask(terminals, definition, scope ?? vscode.TaskScope.Workspace);
    },
  };
}

function buildTask(
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

function isBuildTaskDefinition(definition: vscode.TaskDefinition): definition is BuildTaskDefinition {
  const { type, dockerfile, stage } = definition as Partial<Record<string, unknown>>;
  return (
    type === TASK_TYPE && typeof dockerfile === "string" && (stage === undefined || typeof stage === "string")
  );
}
