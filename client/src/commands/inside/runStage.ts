/** "Run This Stage": builds up to a stage, and then runs its image in a terminal, until its program ends. */
import * as l10n from "@vscode/l10n";
import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { runSettingsOf } from "../../build/request/runSettingsOf";
import { canRun, type Port } from "../../engine/image";
import { QUESTION_MS, runTool, WORK_MS } from "../../engine/runTool";
import { stopContainer } from "../../inside/containers";
import {
  containerOfRun,
  publishOptions,
  readContainerId,
  runCommand,
  type Publishing,
} from "../../inside/runCommands";
import type { Runs } from "../../build/runs";
import { fieldsOf } from "../../engine/fields";
import type { BuiltStage } from "../../build/builtImage";
import type { BuiltStageOf } from "./builtStage";
import { openShellIn } from "./openShell";
import { tellAddresses } from "./publishedPorts";
import { afterTask, runInTerminal } from "./runInTerminal";
import { showWarning } from "../../messages";

/** The command's handler. */
export async function runStage(
  builtStage: BuiltStageOf,
  runs: Runs,
  remembered: vscode.Memento,
  argument: unknown,
): Promise<void> {
  const built = await builtStage(argument);
  if (built === undefined) return;
  if (!canRun(built.facts)) {
    const openShell = l10n.t("Open Shell");
    const message = l10n.t("{0} has no CMD or ENTRYPOINT, so it cannot be run.", built.image);
    if ((await showWarning(message, openShell)) === openShell) await openShellIn(built);
    return;
  }
  const publishing = await choosePublishing(built, remembered);
  if (publishing === undefined) return;
  const { engine, image, facts, uri, stage } = built;
  const run = randomUUID();
  const options = publishOptions(facts.ports, publishing);
  const execution = await runInTerminal(l10n.t("Run {0}", image), runCommand(engine, image, options, run));
  const tellPlaces = runs.begin({ uri, stage, engine, id: run, execution });
  if (options.length === 0) return;
  const stop = new AbortController();
  afterTask(execution, () => {
    stop.abort();
  });
  void tellAddresses(engine, image, run, stop.signal, tellPlaces);
}

/**
 * "Stop": ends the container of a stage that runs, by the id of the run in `{ run }`. Its terminal ends with it; where there is no
 * container yet, by itself.
 */
export async function stopRun(runs: Runs, argument: unknown): Promise<void> {
  const { run: wanted } = fieldsOf(argument);
  const run = runs.all().find(({ id }) => id === wanted);
  if (run === undefined) return;
  const { engine, id, execution } = run;
  const { out } = await runTool(containerOfRun(engine, id), { timeoutMs: QUESTION_MS });
  const container = readContainerId(out);
  if (container === undefined) execution.terminate();
  else await runTool(stopContainer(engine, container), { timeoutMs: WORK_MS });
}

/** Where the ports go: as the setting has it, or as the person says; undefined where the person wants nothing to run. */
async function choosePublishing(
  { uri, stage, image, facts: { ports } }: BuiltStage,
  remembered: vscode.Memento,
): Promise<Publishing | undefined> {
  const { publish } = runSettingsOf(uri);
  if (ports.length === 0 || publish === "never") return "none";
  if (publish === "always") return "same";
  const key = `run.publish ${uri.toString()} ${stage ?? ""}`;
  const last = remembered.get<Publishing>(key);
  const choices = publishingChoices(ports);
  // The one that was taken the last time stands first, so that it is taken with Enter.
  choices.sort((a, b) => Number(b.publishing === last) - Number(a.publishing === last));
  const choice = await vscode.window.showQuickPick(choices, {
    title: l10n.t("Run {0}", image),
    placeHolder: l10n.t(
      "The stage exposes {0}. Where do you want to publish it on this machine?",
      listed(ports),
    ),
  });
  if (choice !== undefined) await remembered.update(key, choice.publishing);
  return choice?.publishing;
}

function publishingChoices(ports: readonly Port[]): (vscode.QuickPickItem & { publishing: Publishing })[] {
  return [
    {
      publishing: "same",
      label: `$(plug) ${l10n.t("Same port numbers")}`,
      description: ports.map(({ number }) => `127.0.0.1:${number}`).join(", "),
    },
    {
      publishing: "random",
      label: `$(plug) ${l10n.t("Free ports")}`,
      description: l10n.t("127.0.0.1, any free port"),
    },
    {
      publishing: "none",
      label: `$(circle-slash) ${l10n.t("No ports")}`,
      description: l10n.t("not published on this machine"),
    },
  ];
}

function listed(ports: readonly Port[]): string {
  return ports
    .map(({ number, protocol }) => (protocol === "tcp" ? number : `${number}/${protocol}`))
    .join(", ");
}
