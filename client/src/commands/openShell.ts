/** "Open Shell in Stage": builds a stage and opens the shell that its image has, or another one that sees its files. */
import * as vscode from "vscode";
import type { BuildTerminals } from "../build/buildTerminal";
import { runSettingsOf } from "../build/runSettingsOf";
import { dockerDebugCommand, dockerDebugHelp, hasDockerDebug, shellCommand } from "../inside/runCommands";
import { runTool } from "../engine/runTool";
import { probeShell } from "../inside/shells";
import type { BuiltStage } from "../build/builtImage";
import { builtStage } from "./builtStage";
import { openSidecar } from "./openSidecar";
import { runInTerminal } from "./runInTerminal";
import { tell } from "./stageAtHand";
import { cancellable } from "./cancellable";

/** The command's handler. */
export async function openShell(terminals: BuildTerminals, argument: unknown): Promise<void> {
  const built = await builtStage(terminals, argument);
  if (built !== undefined) await openShellIn(built);
}

/** Opens a shell in the image of a stage that has been built. */
export async function openShellIn(built: BuiltStage): Promise<void> {
  const { engine, image, facts } = built;
  const probe = await cancellable(`Looking for a shell in ${image}`, signal =>
    probeShell(engine, facts.id, signal),
  );
  if (probe === undefined) return;
  if ("shell" in probe) await runInTerminal(`Shell in ${image}`, shellCommand(engine, image, probe.shell));
  else if ("problem" in probe) tell({ message: `No shell in ${image}: ${probe.problem}`, steps: [] });
  else await offerOthers(built, probe.none);
}

async function offerOthers(built: BuiltStage, reason: string): Promise<void> {
  const { engine, image, uri } = built;
  const { debugImage } = runSettingsOf(uri);
  const sidecar = "Debug Sidecar";
  const dockerDebug = "Docker Debug";
  const help = await runTool(dockerDebugHelp(engine));
  const choice = await vscode.window.showWarningMessage(
    `No shell opens in ${image}: ${reason} A shell of ${debugImage} can look at its files.`,
    sidecar,
    ...(hasDockerDebug(help.out) ? [dockerDebug] : []),
  );
  if (choice === sidecar) await openSidecar(built, debugImage);
  if (choice === dockerDebug) await runInTerminal(`Debug ${image}`, dockerDebugCommand(engine, image));
}
