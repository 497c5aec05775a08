/** "Run This Stage": builds up to a stage, and then runs its image in a terminal, until its program ends. */
import * as vscode from "vscode";
import type { BuildEnd, BuildTerminals } from "../build/buildTerminal";
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
  vscode.window
    .createTerminal({
      name: `Run ${request.image}`,
      iconPath: new vscode.ThemeIcon("run"),
      isTransient: true,
      // The program and its arguments as they are: no shell reads them.
      shellPath: request.dockerPath,
      shellArgs: ["run", "--rm", "--interactive", "--tty", request.image],
    })
    .show();
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
