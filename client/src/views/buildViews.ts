/** All that people see of builds beside the terminal: lenses, marks, the status bar, hovers. */
import * as vscode from "vscode";
import type { Builds } from "../build/builds";
import { SHOW_BUILD_COMMAND, cancelBuild, showBuild } from "../commands/build/showBuild";
import { createResults } from "../results/results";
import { createBuildBar, createBuildNotifications } from "./buildBar";
import { createBuildMarks } from "./buildMarks";
import type { FilesNow } from "./documentSnapshots";
import { createResultHover } from "./resultHover";
import { createStateLenses } from "./stateLenses";
import { createTicks } from "./ticks";

/** Registers them for as long as the extension is active. */
export function createBuildViews(context: vscode.ExtensionContext, builds: Builds, files: FilesNow): void {
  const { registerCommand } = vscode.commands;
  const ticks = createTicks(builds);
  const results = createResults(context.workspaceState, builds);
  const marks = createBuildMarks(builds, ticks, vscode.Uri.joinPath(context.extensionUri, "media", "marks"));
  context.subscriptions.push(
    ticks,
    results,
    marks,
    createStateLenses(builds, results, files, ticks),
    createResultHover(results, files),
    createBuildBar(builds, ticks),
    createBuildNotifications(builds, ticks),
    registerCommand(SHOW_BUILD_COMMAND, (argument: unknown) => showBuild(builds, argument)),
    registerCommand("dockerfileStages.cancelBuild", () => cancelBuild(builds)),
    registerCommand("dockerfileStages.clearBuildMarks", () => {
      marks.clear();
    }),
  );
}
