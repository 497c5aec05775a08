/** Builds as a person starts them, by the command behind a lens, and what the engine has of them. */
import { basename, dirname } from "node:path";
import { commands, tasks } from "vscode";
import { docker } from "../../support/engine";
import type { MarkedFile } from "./markedFile";

/** Builds up to a stage, by its index; the exit code of the task. */
export function buildUpTo(file: MarkedFile, stage: number): Promise<number | undefined> {
  return taskEnd(() =>
    commands.executeCommand("dockerfileStages.buildUpToStage", { uri: file.uri.toString(), stage }),
  );
}

/** The exit code of the build task that `start` starts. */
export async function taskEnd(start: () => PromiseLike<unknown>): Promise<number | undefined> {
  const end = new Promise<number | undefined>(resolve => {
    const listener = tasks.onDidEndTaskProcess(event => {
      if (event.execution.task.definition.type !== "dockerfileStages") return;
      listener.dispose();
      resolve(event.exitCode);
    });
  });
  await start();
  return end;
}

/** The name that a build gives to the image of a stage. */
export function imageOf(file: MarkedFile, stage: string): string {
  return `${basename(dirname(file.uri.fsPath))}:${stage}`;
}

/** Takes the names away, and with them the images. */
export async function removeImages(...names: string[]): Promise<void> {
  if (names.length > 0) await docker(["image", "rm", "--force", ...names], { timeout: 60_000 });
}
