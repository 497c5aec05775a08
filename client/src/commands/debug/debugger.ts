/** The debugger of builds: its name, where it is offered, and when it stops at the first instruction. */
import * as vscode from "vscode";
import type { Engine } from "../../engine/engine";
import { debugProblem } from "../../engine/engineCommand";

/** The `type` of its configurations in launch.json. */
export const DEBUG_TYPE = "dockerfileStages";

const DOCKER_DX = "docker.docker";
/** What the manifest offers the debugger by. */
const CONTEXT_KEY = "dockerfileStages.debugs";
/** What the entries in menus go by as well; the palette has the command all the same, which then says what is too old. */
const CANNOT_KEY = "dockerfileStages.engineCannotDebug";

/** Whether another extension debugs builds already, with the same adapter: then this one offers nothing of it. */
export function isLeftToDockerDx(): boolean {
  return vscode.extensions.getExtension(DOCKER_DX) !== undefined;
}

/** Offers the debugger as long as it is nobody else's, until it is disposed of. */
export function offerDebugger(): vscode.Disposable {
  const offer = () => vscode.commands.executeCommand("setContext", CONTEXT_KEY, !isLeftToDockerDx());
  void offer();
  return vscode.extensions.onDidChange(offer);
}

/** Leaves "Debug This Stage" out of menus where the engine of this machine cannot debug builds; until one is known it is there. */
export function offerWhereEngineDebugs(engine: Engine): void {
  void vscode.commands.executeCommand("setContext", CANNOT_KEY, debugProblem(engine) !== undefined);
}

/** Whether a build that is debugged stops before its first instruction: where no breakpoint in the file would stop it later. */
export function stopsOnEntry(uri: vscode.Uri): boolean {
  const isThere = (breakpoint: vscode.Breakpoint) =>
    breakpoint instanceof vscode.SourceBreakpoint &&
    breakpoint.enabled &&
    breakpoint.location.uri.toString() === uri.toString();
  return !vscode.debug.breakpoints.some(isThere);
}
