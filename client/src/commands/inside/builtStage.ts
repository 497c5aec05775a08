/** What the commands begin with that run a stage or look inside: build it, which is quick where nothing has changed. */
import * as vscode from "vscode";
import { imageOfBuild, type BuiltStage } from "../../build/builtImage";
import type { BuildEnd } from "../../build/builds";
import type { BuildSession } from "../../build/session";
import type { LanguageServer } from "../../server/languageServer";
import { buildStageAt, type StartedBuild } from "../build/buildUpToStage";
import { notify } from "../../build/problems/notify";
import { resolveStage } from "../resolveStage";

/** Builds the stage of the argument, or of the cursor. What stands in the way has been said where there is no answer. */
export type BuiltStageOf = (argument: unknown) => Promise<BuiltStage | undefined>;

/** What the commands are given that work on a built stage. */
export function stageBuilder(server: LanguageServer, session: BuildSession): BuiltStageOf {
  return argument => builtStage(server, session, argument);
}

async function builtStage(
  server: LanguageServer,
  session: BuildSession,
  argument: unknown,
): Promise<BuiltStage | undefined> {
  const resolved = await resolveStage(server, argument);
  if (resolved === undefined) return undefined;
  const { document, index } = resolved;
  // Only what is in the engine can be looked at, wherever the settings want the result.
  return builtBy(session, () => buildStageAt(server, session, document, index, { output: "image" }));
}

/** What a build leaves behind that `start` starts; what stands in the way has been said where there is nothing. */
export async function builtBy(
  session: BuildSession,
  start: () => Promise<StartedBuild | null>,
): Promise<BuiltStage | undefined> {
  const builds = watchBuilds(session);
  try {
    const started = await start();
    if (started === null) return undefined;
    const end = await builds.endOf(started);
    // What keeps a build from its end has been shown by the build.
    if (end.status !== 0) return undefined;
    const built = await imageOfBuild(end);
    if (built?.problem === undefined) return built?.answer;
    notify({ message: built.problem, steps: [] });
    return undefined;
  } finally {
    builds.dispose();
  }
}

/** Hears how builds end, those too that end before anybody asks. */
function watchBuilds({ onDidEnd }: BuildSession): {
  endOf: (build: StartedBuild) => Promise<BuildEnd>;
  dispose: () => void;
} {
  const ends: BuildEnd[] = [];
  const heard = new vscode.EventEmitter<BuildEnd>();
  const subscription = onDidEnd(end => {
    ends.push(end);
    heard.fire(end);
  });
  return {
    endOf: ({ uri, stage, line }) =>
      new Promise(resolve => {
        const isOf = (end: BuildEnd) =>
          end.uri?.toString() === uri.toString() && end.stage === stage && end.line === line;
        const known = ends.find(isOf);
        if (known) resolve(known);
        heard.event(end => {
          if (isOf(end)) resolve(end);
        });
      }),
    dispose: () => {
      subscription.dispose();
      heard.dispose();
    },
  };
}
