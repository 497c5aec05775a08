/** All that people see of builds beside the terminal: lenses, marks, the status bar, hovers. */
import * as vscode from "vscode";
import type { Uses } from "../build/uses/uses";
import type { Builds } from "../build/builds";
import type { BuildHistory } from "../results/buildHistory";
import { createResults, type Results } from "../results/results";
import { createBuildBar, createBuildNotifications } from "./buildBar";
import { createBuildMarks, type BuildMarks } from "./buildMarks";
import type { BuiltSizes } from "./builtSizes";
import type { DocumentSnapshots } from "./documentSnapshots";
import { createResultHover } from "./resultHover";
import { createStateLenses } from "./stateLenses";
import { createStageStates, type StageStates } from "./graph/stageStates";
import { createTicks } from "./ticks";

/** What others need of what is seen: the marks, which a command clears, the states of stages, and what came of builds. */
export interface BuildViews {
  readonly marks: BuildMarks;
  readonly states: StageStates;
  readonly results: Results;
}

/** Registers them for as long as the extension is active. */
export function createBuildViews(
  context: vscode.ExtensionContext,
  builds: Builds,
  sizes: BuiltSizes,
  history: BuildHistory,
  snapshots: DocumentSnapshots,
  uses: Pick<Uses, "onDidChange">,
): BuildViews {
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
    createStateLenses(builds, results, history, snapshots, ticks, uses),
    createResultHover(results, snapshots),
    createBuildBar(builds, ticks),
    createBuildNotifications(builds, ticks),
  );
  return { marks, states, results };
}
