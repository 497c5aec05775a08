/** "Run This Stage": builds up to a stage, and then runs its image in a terminal, until its program ends. */
import * as vscode from "vscode";
import type { BuildEnd, BuildTerminals } from "../build/buildTerminal";
import type { BuildRequest } from "../build/engineCommand";
import { buildStageAt } from "./buildUpToStage";
import { stageAtHand } from "./stageAtHand";

/** The command's handler. */
export async function runStage(terminals: BuildTerminals, argument: unknown): Promise<void> {
  const atHand = await stageAtHand(terminals.client, argument);
  if (atHand === undefined) return;
  const { document, index } = atHand;
  const end = buildEnd(terminals, document.uri);
  const isStarted = await buildStageAt(terminals, document, index);
  if (!isStarted) end.dispose();
  const { request, status } = (await end.promise) ?? {};
  // What keeps a build from its end has been told by the build.
  if (request === undefined || status !== 0) return;
  await vscode.tasks.executeTask(runTask(request));
}

/** A task, because its terminal stays when the program has ended. No shell reads the arguments. */
function runTask({ dockerPath, image }: BuildRequest): vscode.Task {
  const execution = new vscode.ProcessExecution(dockerPath, ["run", "--rm", "--interactive", "--tty", image]);
  const task = new vscode.Task(
    { type: "process" },
    vscode.TaskScope.Workspace,
    `Run ${image}`,
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
  return task;
}

/** How the next build of a file ends; undefined once it is not waited for any more. */
function buildEnd(
  { ended }: BuildTerminals,
  uri: vscode.Uri,
): { promise: Promise<BuildEnd | undefined>; dispose: () => void } {
  let dispose: () => void = () => undefined;
  const promise = new Promise<BuildEnd | undefined>(resolve => {
    const subscription = ended.event(end => {
      if (end.uri?.toString() !== uri.toString()) return;
      subscription.dispose();
      resolve(end);
    });
    dispose = () => {
      subscription.dispose();
      resolve(undefined);
    };
  });
  return { promise, dispose };
}
