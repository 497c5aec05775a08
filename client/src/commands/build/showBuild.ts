/** What a click on a build that runs offers: to cancel it, or to show its terminal. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { TASK_TYPE } from "../../build/task/buildTask";
import type { Build, Builds } from "../../build/builds";
import { titleOf } from "../../build/buildTitle";
import { seconds } from "../../engine/amounts";
import { readArgument } from "../argument";
import { notify } from "../../build/problems/notify";

/** Offers what can be done with the builds that run: those of the argument's file, where it names one, else all. */
export async function showBuild(builds: Builds, argument: unknown): Promise<void> {
  const { uri } = readArgument(argument);
  const running = builds.running();
  const own = running.filter(build => uri === undefined || build.uri.toString() === uri.toString());
  if (own.length === 0) {
    notify({ message: l10n.t("This build is finished."), steps: [] });
    return;
  }
  const items = own.flatMap(build => {
    const title = titleOf(build);
    const description = seconds(Date.now() - build.started);
    return [
      {
        label: `$(terminal) ${l10n.t("Show the terminal of {0}", title)}`,
        description,
        build,
        cancels: false,
      },
      { label: `$(stop-circle) ${l10n.t("Cancel {0}", title)}`, description, build, cancels: true },
    ];
  });
  const choice = await vscode.window.showQuickPick(items, { title: l10n.t("Running Builds") });
  if (choice?.cancels === true) choice.build.cancel();
  else if (choice !== undefined) await showTerminal(choice.build);
}

/** "Cancel Build": the one that runs, or one of a list. */
export async function cancelBuild(builds: Builds): Promise<void> {
  const running = builds.running();
  const [first, ...others] = running;
  if (first === undefined) {
    notify({ message: l10n.t("No build is running."), steps: [] });
    return;
  }
  if (others.length === 0) {
    first.cancel();
    return;
  }
  const items = [
    ...running.map(build => ({
      label: titleOf(build),
      description: seconds(Date.now() - build.started),
      cancelled: [build],
    })),
    { label: l10n.t("All ports"), description: "", cancelled: running },
  ];
  const choice = await vscode.window.showQuickPick(items, {
    title: l10n.t("Cancel Build"),
    placeHolder: l10n.t("The build to cancel"),
  });
  for (const build of choice?.cancelled ?? []) build.cancel();
}

/** The editor does not say which terminal a task has, but gives both the same name. */
async function showTerminal(build: Build): Promise<void> {
  const task = vscode.tasks.taskExecutions.find(({ task: { definition, scope } }) => {
    if (definition.type !== TASK_TYPE || definition["line"] !== build.line) return false;
    if ((definition["stage"] ?? "") !== (build.stage ?? "")) return false;
    const folder = typeof scope === "object" ? scope.uri.fsPath : "";
    return path.resolve(folder, String(definition["dockerfile"])) === build.uri.fsPath;
  })?.task;
  const terminal = task && vscode.window.terminals.findLast(({ name }) => name.includes(task.name));
  if (terminal === undefined) await vscode.commands.executeCommand("workbench.action.terminal.focus");
  else terminal.show();
}
