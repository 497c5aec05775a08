/** "Debug This Stage": builds the stage of a lens or of the cursor under the debugger of buildx. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { notify } from "../../build/problems/notify";
import { errorMessage } from "../../engine/errorMessage";
import type { LanguageServer } from "../../server/languageServer";
import { resolveStage } from "../resolveStage";
import { stageToBuild } from "../build/buildUpToStage";
import { dockerfileValue, withoutVariables } from "./debugConfigurations";
import { DEBUG_TYPE, isLeftToDockerDx, stopsOnEntry } from "./debugger";

/** The command's handler. */
export async function debugStage(server: LanguageServer, argument: unknown): Promise<void> {
  if (isLeftToDockerDx()) {
    notify({
      message: l10n.t("Docker DX debugs builds in this window. Use its debugger, or disable that extension."),
      steps: [],
    });
    return;
  }
  const resolved = await resolveStage(server, argument);
  if (resolved === undefined) return;
  const found = await stageToBuild(server, resolved.document, resolved.index);
  if (found === undefined) return;
  const { uri } = found.document;
  const stage = found.stage ?? l10n.t("the last stage");
  await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(uri), {
    type: DEBUG_TYPE,
    request: "launch",
    name: withoutVariables(`${stage} (${path.basename(uri.path)})`),
    dockerfile: dockerfileValue(uri),
    ...(found.stage !== undefined && { target: withoutVariables(found.stage) }),
    stopOnEntry: stopsOnEntry(uri),
  });
}

/** "Open Shell at This Stop": in the container of the instruction at which the debugger has stopped. */
export async function openShellAtStop(): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== DEBUG_TYPE) {
    notify({ message: l10n.t("No build is being debugged."), steps: [] });
    return;
  }
  try {
    // As if it was typed in the debug console: the adapter then asks VS Code for a terminal.
    await session.customRequest("evaluate", { expression: "exec", context: "repl" });
  } catch (error) {
    notify({ message: errorMessage(error), steps: [] });
  }
}
