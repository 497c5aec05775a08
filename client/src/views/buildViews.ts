/** All that people see of builds beside the terminal: lenses, marks, the status bar, hovers. */
import * as vscode from "vscode";
import type { BuildHistory } from "../results/buildHistory";
import { createResults, type Results } from "../results/results";
import { createBuildBar, createBuildNotifications } from "./buildBar";
import { createBuildMarks, type BuildMarks } from "./buildMarks";
import type { BuiltSizes } from "./builtSizes";
import { createResultHover } from "./resultHover";
import { createStateLenses, type StateLensServices } from "./stateLenses";
import { createStageStates, type StageStates } from "./graph/stageStates";
import { createTicks } from "./ticks";

/** What others need of what is seen: the marks, which a command clears, the states of stages, and what came of builds. */
export interface BuildViews {
  readonly marks: BuildMarks;
  readonly states: StageStates;
  readonly results: Results;
}

/** What they are made of. */
export interface BuildViewServices extends Omit<StateLensServices, "results" | "ticks" | "history"> {
  readonly sizes: BuiltSizes;
  readonly history: BuildHistory;
}

/** Registers them for as long as the extension is active. */
export function createBuildViews(context: vscode.ExtensionContext, services: BuildViewServices): BuildViews {
  const { builds, sizes, history, snapshots, uses } = services;
  const ticks = createTicks(builds);
  const results = createResults(context.workspaceState, builds);
  const marks = createBuildMarks(
    builds,
    uses,
    sizes,
    history,
    ticks,
    vscode.Uri.joinPath(context.extensionUri, "media", "marks"),
  );
  const states = createStageStates(builds, results, snapshots, ticks);
  context.subscriptions.push(
    states,
    ticks,
    results,
    marks,
    createStateLenses({ ...services, results, ticks }),
    createResultHover(results, snapshots),
    createBuildBar(builds, ticks),
    createBuildNotifications(builds, ticks),
  );
  return { marks, states, results };
}
