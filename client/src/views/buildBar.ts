/** The status bar item of builds that run, and a notification for those who want one. A click offers to cancel. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Build, Builds } from "../build/builds";
import { stageLabel, titleOf } from "../build/buildTitle";
import { stageStates } from "../results/stageState";
import { SHOW_BUILD_COMMAND } from "./commandIds";
import { buildsText, buildText } from "./stateText";
import type { Ticks } from "./ticks";
import { withProgress } from "../messages";

/** Shown while something is built. */
export function createBuildBar(builds: Builds, ticks: Ticks): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    "dockerfileStages.builds",
    vscode.StatusBarAlignment.Left,
    10,
  );
  item.name = l10n.t("Dockerfile Stages: Builds");
  item.command = SHOW_BUILD_COMMAND;
  let shown = "";
  const show = () => {
    const running = builds.running();
    const [first, ...others] = running;
    const text = first === undefined ? "" : others.length > 0 ? buildsText(running.length) : textOf(first);
    if (text === shown) return;
    shown = text;
    if (text === "") {
      item.hide();
      return;
    }
    item.text = text;
    item.tooltip = l10n.t(
      "Building {0}. Click to cancel the build or show its terminal.",
      running.map(titleOf).join(", "),
    );
    item.show();
  };
  return vscode.Disposable.from(item, builds.onDidChange(show), ticks.onTick(show));
}

/** A notification with "Cancel" for each build, where the settings ask for it. */
export function createBuildNotifications(builds: Builds, ticks: Ticks): vscode.Disposable {
  const told = new WeakSet<Build>();
  return builds.onDidChange(build => {
    if (build.state !== "running" || told.has(build)) return;
    told.add(build);
    const settings = vscode.workspace.getConfiguration("dockerfileStages.build", build.uri);
    if (settings.get("notification") === true) void notify(build, builds, ticks);
  });
}

async function notify(build: Build, builds: Builds, ticks: Ticks): Promise<void> {
  const title = l10n.t("Building {0}", titleOf(build));
  await withProgress(title, async (say, token) => {
    const listeners: vscode.Disposable[] = [];
    await new Promise<void>(resolve => {
      listeners.push(
        token.onCancellationRequested(() => {
          build.cancel();
        }),
        ticks.onTick(() => {
          say(textOf(build).replace(/^\$\([^)]*\) /, ""));
        }),
        builds.onDidChange(changed => {
          if (changed === build && build.state !== "running") resolve();
        }),
      );
    });
    for (const listener of listeners) listener.dispose();
  });
}

function textOf(build: Build): string {
  const now = Date.now();
  return buildText(stageLabel(build), stageStates(build, now), now - build.started);
}
