/** Running containers in the view "Stages", and why nothing can be built: what only an engine knows. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { engineOf } from "../../build/engines/engineOf";
import type { Engines } from "../../build/engines/engines";
import { notify } from "../../build/problems/notify";
import { isRestricted, refusedInRestrictedMode } from "../../build/restrictedMode";
import { fieldsOf, listOf } from "../../engine/fields";
import { lastWords, QUESTION_MS, runTool, WORK_MS } from "../../engine/runTool";
import {
  followLogs,
  isContainer,
  listContainers,
  readContainers,
  stopContainer,
  type RunningContainer,
} from "../../inside/containers";
import type { BuildingParts } from "../stagesView";
import type { StageNode } from "../../views/stages/nodes";
import { runInTerminal } from "./runInTerminal";

/** The side of the view that has an engine. */
export function engineSide(engines: Engines): Omit<BuildingParts, "states"> {
  return {
    containersOf: containersOf(engines),
    whyNoBuilds: () => whyNoBuilds(engines),
    containerCommands: refresh => containerCommands(engines, refresh),
  };
}

/** In a sentence; empty where an engine answers. */
async function whyNoBuilds(engines: Engines): Promise<string> {
  if (isRestricted()) return l10n.t("Trust this workspace to build its stages.");
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder?.uri.scheme !== "file") return "";
  const asked = await engineOf(engines, { uri: vscode.Uri.joinPath(folder.uri, "Dockerfile") });
  return asked.problem?.message ?? "";
}

/** The running containers of a stage, as its engine tells; none where it does not. */
function containersOf(
  engines: Engines,
): (document: vscode.TextDocument, stage: StageNode) => Promise<readonly RunningContainer[]> {
  return async (document, { node, state }) => {
    // Of a stage that was never built there are none, and nobody has to ask.
    if (state === undefined || document.uri.scheme !== "file") return [];
    const asked = await engineOf(engines, document);
    if (asked.problem !== undefined) return [];
    const command = listContainers(asked.engine, document.uri.fsPath, nameOf(node));
    const end = await runTool(command, { timeoutMs: QUESTION_MS });
    return end.status === 0 ? readContainers(end.out) : [];
  };
}

/** The name of a stage as builds label their images with it; empty for one that has none. */
function nameOf({ label, stage }: StageNode["node"]): string {
  return label === `stage-${stage}` ? "" : label.toLowerCase();
}

/** A container as the view hands it to a command; key bindings hand over anything. */
function containerOf(argument: unknown): { uri: vscode.Uri; container: RunningContainer } | undefined {
  const { kind, uri, container } = fieldsOf(argument);
  const { id, name, addresses } = fieldsOf(container);
  if (kind !== "container" || typeof uri !== "string" || typeof id !== "string" || !isContainer(id))
    return undefined;
  return {
    uri: vscode.Uri.parse(uri),
    container: {
      id,
      name: typeof name === "string" ? name : id,
      addresses: listOf(addresses).filter(address => typeof address === "string"),
    },
  };
}

/** Registers the commands on running containers. `refresh` shows what is left of them. */
function containerCommands(engines: Engines, refresh: () => void): vscode.Disposable[] {
  const { registerCommand } = vscode.commands;
  return [
    registerCommand("dockerfileStages.stopContainer", (argument: unknown) =>
      stop(engines, argument, refresh),
    ),
    registerCommand("dockerfileStages.showContainerLogs", (argument: unknown) => showLogs(engines, argument)),
    registerCommand("dockerfileStages.openContainerPort", (argument: unknown) => openPort(argument)),
  ];
}

async function stop(engines: Engines, argument: unknown, refresh: () => void): Promise<void> {
  const found = containerOf(argument);
  if (found === undefined || refusedInRestrictedMode()) return;
  const asked = await engineOf(engines, found);
  if (asked.problem !== undefined) {
    notify(asked.problem);
    return;
  }
  const { id, name } = found.container;
  const end = await runTool(stopContainer(asked.engine, id), { timeoutMs: WORK_MS });
  if (end.status !== 0)
    notify({ message: l10n.t("{0} was not stopped: {1}", name, lastWords(end)), steps: [] });
  refresh();
}

async function showLogs(engines: Engines, argument: unknown): Promise<void> {
  const found = containerOf(argument);
  if (found === undefined || refusedInRestrictedMode()) return;
  const asked = await engineOf(engines, found);
  if (asked.problem !== undefined) {
    notify(asked.problem);
    return;
  }
  const { id } = found.container;
  await runInTerminal(l10n.t("Logs of {0}", id.slice(0, 12)), followLogs(asked.engine, id));
}

async function openPort(argument: unknown): Promise<void> {
  const { addresses } = containerOf(argument)?.container ?? { addresses: [] };
  const [first] = addresses;
  const address =
    addresses.length > 1
      ? await vscode.window.showQuickPick([...addresses], { placeHolder: l10n.t("Select a port") })
      : first;
  if (address === undefined || !/^localhost:\d{1,5}$/.test(address)) return;
  await vscode.env.openExternal(vscode.Uri.parse(`http://${address}`));
}
