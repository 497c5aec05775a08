/** What the commands begin with that run a stage or look inside: build it, which is quick where nothing has changed. */
import * as vscode from "vscode";
import { imageOfBuild, type BuiltStage } from "../../build/builtImage";
import type { BuildEnd, BuildTerminals } from "../../build/task/buildTerminal";
import { buildStageAt, type StartedBuild } from "../build/buildUpToStage";
import { stageAtHand, tell } from "../stageAtHand";

/** Builds the stage of the argument, or of the cursor. What stands in the way has been told where there is no answer. */
export async function builtStage(
  terminals: BuildTerminals,
  argument: unknown,
): Promise<BuiltStage | undefined> {
  const atHand = await stageAtHand(terminals.client, argument);
  if (atHand === undefined) return undefined;
  const { document, index } = atHand;
  const builds = watchBuilds(terminals, document.uri);
  try {
    // Only what is in the engine can be looked at, wherever the settings want the result.
    const started = await buildStageAt(terminals, document, index, { output: "image" });
    if (started === null) return undefined;
    const end = await builds.endOf(started);
    // What keeps a build from its end has been told by the build.
    if (end.status !== 0) return undefined;
    const built = await imageOfBuild(terminals, end);
    if (built?.problem === undefined) return built?.answer;
    tell({ message: built.problem, steps: [] });
    return undefined;
  } finally {
    builds.dispose();
  }
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
