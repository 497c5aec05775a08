/** Runs a program of an engine in a terminal of its own, in which a person can type. */
import { homedir } from "node:os";
import * as vscode from "vscode";
import type { EngineCommand } from "../../engine/engine";
import { findProgram } from "../../engine/findProgram";

/**
 * A task, because its terminal stays when the program has ended. No shell reads the arguments, but VS Code fills in variables
 * (`${…}`): they must be made of what cannot hold any. Answers when the program has been started.
 */
export async function runInTerminal(
  title: string,
  { file, args, env }: EngineCommand,
): Promise<vscode.TaskExecution> {
  // By its absolute path, where there is one: the terminal would look for a name in folders that we do not choose.
  const execution = new vscode.ProcessExecution(findProgram(file) ?? file, args, { cwd: homedir(), env });
  const task = new vscode.Task(
    { type: "process" },
    vscode.TaskScope.Workspace,
    title,
    "Dockerfile Stages",
    execution,
    [],
  );
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    focus: true,
    clear: true,
    echo: false,
  };
  return vscode.tasks.executeTask(task);
}

/** Calls `then` once the task has ended, however. */
export function afterTask(execution: vscode.TaskExecution, then: () => void): void {
  const listener = vscode.tasks.onDidEndTask(ended => {
    if (ended.execution !== execution) return;
    listener.dispose();
    then();
  });
}
