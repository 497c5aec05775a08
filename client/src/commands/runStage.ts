/** "Run This Stage": builds up to a stage, and then runs its image in a terminal, until its program ends. */
import * as vscode from "vscode";
import type { BuildEnd, BuildTerminals } from "../build/buildTerminal";
import { toolCommand } from "../engine/engine";
import type { BuildRequest } from "../engine/engineCommand";
import { buildStageAt, type StartedBuild } from "./buildUpToStage";
import { stageAtHand } from "./stageAtHand";

/** The command's handler. */
export async function runStage(terminals: BuildTerminals, argument: unknown): Promise<void> {
  const atHand = await stageAtHand(terminals.client, argument);
  if (atHand === undefined) return;
  const { document, index } = atHand;
  const builds = watchBuilds(terminals, document.uri);
  try {
    // Only an image in the engine can be run, wherever the settings want the result.
    const started = await buildStageAt(terminals, document, index, { output: "image" });
    if (started === null) return;
    const { request, status } = await builds.endOf(started);
    // What keeps a build from its end has been told by the build.
    if (request !== undefined && status === 0) await vscode.tasks.executeTask(runTask(request));
  } finally {
    builds.dispose();
  }
}

/** A task, because its terminal stays when the program has ended. No shell reads the arguments. */
function runTask({ engine, image }: BuildRequest): vscode.Task {
  const { file, args } = toolCommand(engine, ["run", "--rm", "--interactive", "--tty", image]);
  const execution = new vscode.ProcessExecution(file, args);
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

/** Hears how builds of a file end, those too that end before anybody asks. */
function watchBuilds(
  { ended }: BuildTerminals,
  uri: vscode.Uri,
): { endOf: (build: StartedBuild) => Promise<BuildEnd>; dispose: () => void } {
  const ends: BuildEnd[] = [];
  const heard = new vscode.EventEmitter<BuildEnd>();
  const subscription = ended.event(end => {
    if (end.uri?.toString() !== uri.toString()) return;
    ends.push(end);
    heard.fire(end);
  });
  return {
    endOf: ({ stage }) =>
      new Promise(resolve => {
        const known = ends.find(end => end.stage === stage);
        if (known) resolve(known);
        heard.event(end => {
          if (end.stage === stage) resolve(end);
        });
      }),
    dispose: () => {
      subscription.dispose();
      heard.dispose();
    },
  };
}
