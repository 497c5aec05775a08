/** The builds of a window: how one is asked for, those at work, and how each ended. */
import * as vscode from "vscode";
import type { LanguageServer } from "../server/languageServer";
import { createBuilds, type BuildEnd, type Builds } from "./builds";
import type { Engines } from "./engines/engines";
import { createMovingDiagnostics } from "./findings/movingDiagnostics";
import { prepareBuild, type PreparedBuild } from "./request/prepareBuild";
import { createBuildTasks, type BuildTasks } from "./task/buildTask";
import { createBuildTerminal } from "./task/buildTerminal";
import type { BuildTaskDefinition } from "./task/taskDefinition";

export interface BuildSession extends BuildTasks {
  /** What was started, also without a terminal. */
  readonly builds: Builds;
  /** Everything that a build of a document needs, or what keeps it from being built. */
  readonly prepare: (
    document: vscode.TextDocument,
    definition: BuildTaskDefinition,
  ) => Promise<PreparedBuild>;
  /** A build that had a terminal has ended, however; also one that could not begin. */
  readonly onDidEnd: vscode.Event<BuildEnd>;
  dispose(): void;
}

/** No build yet. The session asks `server` for the stages, and `engines` for the one that builds. */
export function createBuildSession(server: LanguageServer, engines: Engines): BuildSession {
  const builds = createBuilds();
  const diagnostics = createMovingDiagnostics("dockerfileStages.build");
  const ended = new vscode.EventEmitter<BuildEnd>();
  const prepare: BuildSession["prepare"] = (document, definition) =>
    prepareBuild(server, engines, document, definition);
  const tasks = createBuildTasks(
    (definition, folder) =>
      createBuildTerminal(
        {
          builds,
          diagnostics,
          prepare,
          forgetEngine: engines.forget,
          onEnd: end => {
            ended.fire(end);
          },
        },
        definition,
        folder,
      ),
    builds,
  );
  return {
    ...tasks,
    builds,
    prepare,
    onDidEnd: ended.event,
    dispose() {
      builds.dispose();
      diagnostics.dispose();
      ended.dispose();
    },
  };
}
