/** The status bar item of a stage that is watched. A click ends the watch. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { StageWatch, WatchedStage } from "../build/watch/stageWatch";
import { inLabel } from "../progress/uiText";
import { STOP_WATCH_COMMAND } from "./commandIds";

/** "Stop Watching" is there while there is something to stop. */
const IS_WATCHING = "dockerfileStages.isWatching";

/** Shown while a stage is watched. */
export function createWatchBar(watch: Pick<StageWatch, "current" | "onDidChange">): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("dockerfileStages.watch", vscode.StatusBarAlignment.Left, 9);
  item.name = l10n.t("Dockerfile Stages: Watch");
  item.command = STOP_WATCH_COMMAND;
  const show = () => {
    const watched = watch.current();
    void vscode.commands.executeCommand("setContext", IS_WATCHING, watched !== undefined);
    if (watched === undefined) {
      item.hide();
      return;
    }
    item.text = watchText(watched);
    item.tooltip = l10n.t(
      "{0} is built again when something that it reads changes. Click to stop watching.",
      watched.label,
    );
    item.show();
  };
  return vscode.Disposable.from(item, watch.onDidChange(show));
}

/** `$(eye) api`, with what its last build came to. */
export function watchText({
  label,
  outcome,
  isBuilding,
}: Pick<WatchedStage, "label" | "outcome" | "isBuilding">): string {
  const name = `$(eye) ${inLabel(label)}`;
  if (isBuilding || outcome === undefined) return name;
  return `${name} ${outcome === "built" ? "$(check)" : "$(error)"}`;
}
