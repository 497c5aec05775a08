/** A build as a VS Code task, from a command or from a person's tasks.json. */
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import type { BuildOverrides } from "../request/buildSettings";
import type { Builds } from "../builds";
import type { BuildTerminal } from "./buildTerminal";
import { saveModeOf } from "./saveMode";
import { isBuildTaskDefinition, TASK_TYPE, type BuildTaskDefinition } from "./taskDefinition";

export { TASK_TYPE, type BuildTaskDefinition } from "./taskDefinition";

/** What a command wants otherwise than the settings. */
export type StartOverrides = Pick<BuildOverrides, "noCache" | "output"> & {
  /** The id of a use, whichever is in force. */
  use?: string;
  /** The line, from 1, of the instruction that the build is to end with. */
  line?: number | undefined;
};

export interface BuildTasks {
  /** The task that builds the file up to the stage of that name, or up to its last. */
  taskFor(file: { uri: vscode.Uri }, stage: string | undefined): vscode.Task;
  /** The task of a definition; `scope` is the workspace folder that a relative path starts at. */
  task(definition: BuildTaskDefinition, scope: vscode.WorkspaceFolder | vscode.TaskScope): vscode.Task;
  /**
   * Starts the task of a file and a stage. VS Code takes a fifth of a second until its terminal is open, and a processor to draw
   * it; where nothing has to be settled before, the build begins before that. A second click while it does changes nothing.
   */
  start(file: { uri: vscode.Uri }, stage: string | undefined, overrides: StartOverrides): Promise<void>;
}

/** How long a terminal waits for the engine's first step at most. */
const HEAD_START_MS = 800;

/** Tasks whose builds run in the terminals that `createTerminal` makes. */
export function createBuildTasks(
  createTerminal: (
    definition: BuildTaskDefinition,
    folder: vscode.WorkspaceFolder | undefined,
  ) => BuildTerminal,
  builds: Pick<Builds, "running">,
): BuildTasks {
  /** The builds, as JSON of their tasks, that have begun and whose terminals are about to open. */
  const beginning = new Set<string>();

  /** The first run of the task takes over the terminal whose build has `begun`. */
  function buildTask(
    definition: BuildTaskDefinition,
    scope: vscode.WorkspaceFolder | vscode.TaskScope,
    begun?: BuildTerminal,
  ): vscode.Task {
    const folder = typeof scope === "object" ? scope : undefined;
    let waiting = begun;
    const execution = new vscode.CustomExecution(resolved => {
      // The variables in it are filled in by now, and nothing else of it has changed.
      const filled = isBuildTaskDefinition(resolved) ? resolved : definition;
      const terminal = waiting ?? createTerminal(filled, folder);
      waiting = undefined;
      return Promise.resolve(terminal);
    });
    return describedTask(definition, scope, execution);
  }

  return {
    task: (definition, scope) => buildTask(definition, scope),
    taskFor(file, stage) {
      const { definition, folder } = definitionFor(file, stage, {});
      return buildTask(definition, folder ?? vscode.TaskScope.Workspace);
    },
    async start(file, stage, overrides) {
      const { definition, folder } = definitionFor(file, stage, overrides);
      const key = JSON.stringify(definition);
      if (beginning.has(key)) return;
      if (saveModeOf(file) === "never" && isUnsaved(file)) {
        // VS Code saves all files before it runs a task.
        showInTerminal(createTerminal(definition, folder), nameOf(definition));
        return;
      }
      const begun = canBeginAtOnce(builds, file, definition) ? createTerminal(definition, folder) : undefined;
      if (begun !== undefined) {
        beginning.add(key);
        await Promise.race([begun.begin(), sleep(HEAD_START_MS)]);
        beginning.delete(key);
      }
      try {
        await vscode.tasks.executeTask(buildTask(definition, folder ?? vscode.TaskScope.Workspace, begun));
      } catch (error) {
        begun?.close();
        throw error;
      }
    },
  };
}

/**
 * VS Code saves what is not saved before it runs a task, fills in the variables of its definition, and asks the person what to do
 * about a task that runs already. Where it may have any of that to do, the build waits for it.
 */
function canBeginAtOnce(
  builds: Pick<Builds, "running">,
  { uri }: { uri: vscode.Uri },
  definition: BuildTaskDefinition,
): boolean {
  const isUnsaved =
    vscode.workspace.textDocuments.some(({ isDirty }) => isDirty) ||
    vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ isDirty }) => isDirty));
  const isRunning =
    builds.running().some(build => build.uri.toString() === uri.toString()) ||
    vscode.tasks.taskExecutions.some(({ task }) => task.definition.type === TASK_TYPE);
  return !isUnsaved && !isRunning && !JSON.stringify(definition).includes("${");
}

function definitionFor(
  { uri }: { uri: vscode.Uri },
  stage: string | undefined,
  { noCache, output, use, line }: StartOverrides,
): { definition: BuildTaskDefinition; folder: vscode.WorkspaceFolder | undefined } {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const file = uri.fsPath;
  const dockerfile =
    folder === undefined ? file : path.relative(folder.uri.fsPath, file).split(path.sep).join("/");
  const definition: BuildTaskDefinition = {
    type: TASK_TYPE,
    dockerfile,
    ...(stage !== undefined && { stage }),
    ...(line !== undefined && { line }),
    ...(use !== undefined && { use }),
    ...(noCache !== undefined && { noCache: written(noCache) }),
    ...(output !== undefined && { output }),
  };
  return { definition, folder };
}

/** As it is written in a task. */
function written(noCache: NonNullable<BuildOverrides["noCache"]>): boolean | "stage" | string[] {
  return noCache === "stage" || Array.isArray(noCache) ? noCache : noCache === "all";
}

function describedTask(
  definition: BuildTaskDefinition,
  scope: vscode.WorkspaceFolder | vscode.TaskScope,
  execution: vscode.CustomExecution,
): vscode.Task {
  const task = new vscode.Task(definition, scope, nameOf(definition), "Dockerfile Stages", execution, []);
  task.group = vscode.TaskGroup.Build;
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Shared,
    clear: true,
    showReuseMessage: false,
  };
  return task;
}

function nameOf({ dockerfile, stage, line }: BuildTaskDefinition): string {
  return `${line === undefined ? (stage ?? "last stage") : `line ${line}`} (${dockerfile})`;
}

function isUnsaved({ uri }: { uri: vscode.Uri }): boolean {
  return vscode.workspace.textDocuments.some(
    document => document.isDirty && document.uri.toString() === uri.toString(),
  );
}

/** A terminal that is no task's stays open when its program has ended only if it does not say so. */
function showInTerminal(terminal: BuildTerminal, name: string): void {
  const pty: vscode.Pseudoterminal = {
    onDidWrite: terminal.onDidWrite,
    open: size => {
      terminal.open(size);
    },
    close: () => {
      terminal.close();
    },
    handleInput: data => terminal.handleInput?.(data),
  };
  vscode.window.createTerminal({ name, pty, iconPath: new vscode.ThemeIcon("package") }).show(true);
}
