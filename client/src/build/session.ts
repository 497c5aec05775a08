/** The builds of a window: how one is asked for, those at work, and how each ended. */
import * as vscode from "vscode";
import { createBuilds, type BuildEnd, type Builds } from "./builds";
import { createExplainer, type ExplainFailure } from "./findings/explainFailure";
import { createMovingDiagnostics, type MovingDiagnostics } from "./findings/movingDiagnostics";
import { prepareBuild, type BuildServices, type PreparedBuild } from "./request/prepareBuild";
import { createBuildTasks, type BuildTasks } from "./task/buildTask";
import { createBuildTerminal, type BuildTerminal } from "./task/buildTerminal";
import type { BuildTaskDefinition } from "./task/taskDefinition";
import { askNobody, askOpenValue } from "./uses/askOpenValue";
import type { AskOpenValue } from "./uses/usedRequest";

export interface BuildSession extends BuildTasks {
  /** What was started, also without a terminal. */
  readonly builds: Builds;
  /** What builds say of the Dockerfiles. */
  readonly diagnostics: MovingDiagnostics;
  /** What the failure of a build comes down to. */
  readonly explain: ExplainFailure;
  /** Everything that a build of a document needs, or what keeps it from being built; without `ask`, nobody is asked anything. */
  readonly prepare: (
    document: vscode.TextDocument,
    definition: BuildTaskDefinition,
    ask?: AskOpenValue,
  ) => Promise<PreparedBuild>;
  /**
   * The terminal of a build, for whoever shows it. `isQuiet`: no message tells that the build fails, because somebody knows already
   * (`Build.isQuiet`). `onEnd` is told how it ends, when it has marked what it found.
   */
  readonly terminal: (
    definition: BuildTaskDefinition,
    isQuiet: boolean,
    onEnd?: (end: BuildEnd) => void,
  ) => BuildTerminal;
  /** A build that had a terminal has ended, however; also one that could not begin. */
  readonly onDidEnd: vscode.Event<BuildEnd>;
  dispose(): void;
}

/** No build yet. The session asks for the stages, the uses of their file and the engine that builds. */
export function createBuildSession(services: BuildServices): BuildSession {
  const { engines } = services;
  const builds = createBuilds(uri => services.uses.known(uri)?.inForce ?? null);
  const diagnostics = createMovingDiagnostics("dockerfileStages.build");
  const explain = createExplainer(services.server);
  const ended = new vscode.EventEmitter<BuildEnd>();
  const prepare: BuildSession["prepare"] = (document, definition, ask = askNobody) =>
    prepareBuild(services, document, definition, ask);
  const terminal = (
    definition: BuildTaskDefinition,
    folder: vscode.WorkspaceFolder | undefined,
    isQuiet: boolean,
    onEnd?: (end: BuildEnd) => void,
  ) =>
    createBuildTerminal(
      {
        builds,
        diagnostics,
        prepare: (document, wanted) => prepare(document, wanted, askOpenValue),
        forgetEngine: engines.forget,
        explain,
        isQuiet,
        onEnd: end => {
          ended.fire(end);
          onEnd?.(end);
        },
      },
      definition,
      folder,
    );
  const tasks = createBuildTasks((definition, folder) => terminal(definition, folder, false), builds);
  return {
    ...tasks,
    builds,
    diagnostics,
    explain,
    prepare,
    terminal: (definition, isQuiet, onEnd) => terminal(definition, undefined, isQuiet, onEnd),
    onDidEnd: ended.event,
    dispose() {
      builds.dispose();
      diagnostics.dispose();
      ended.dispose();
    },
  };
}
