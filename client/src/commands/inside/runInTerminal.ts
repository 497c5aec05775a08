/** Runs a program of an engine in a terminal of its own, in which a person can type. */
import { homedir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { EngineCommand } from "../../engine/engine";
import { findProgram } from "../../engine/findProgram";

/** Starts the program (`engine/terminalProgram.ts`): the Node.js of the editor runs it, in a bundle beside this one. */
const STARTER = join(__dirname, "terminalProgram.js");

/**
 * A task, because its terminal stays when the program has ended. No shell reads the arguments, but VS Code fills in variables
 * (`${…}`): they must be made of what cannot hold any. Answers when the program has been started.
 */
export async function runInTerminal(
  title: string,
  { file, args, env }: EngineCommand,
): Promise<vscode.TaskExecution> {
  // By its absolute path, where there is one: the terminal would look for a name in folders that we do not choose.
  const program = findProgram(file) ?? file;
  const execution = new vscode.ProcessExecution(process.execPath, [STARTER, program, ...args], {
    cwd: homedir(),
    env: { ...env, ELECTRON_RUN_AS_NODE: "1" },
  });
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
