/** "Open Shell in Stage": builds a stage and opens the shell that its image has, or another one that sees its files. */
import * as l10n from "@vscode/l10n";
import { runSettingsOf } from "../../build/request/runSettingsOf";
import { dockerDebugCommand, dockerDebugHelp, hasDockerDebug, shellCommand } from "../../inside/runCommands";
import { QUESTION_MS, runTool } from "../../engine/runTool";
import { probeShell } from "../../inside/shells";
import type { BuiltStage } from "../../build/builtImage";
import type { BuiltStageOf } from "./builtStage";
import { openSidecar } from "./openSidecar";
import { runInTerminal } from "./runInTerminal";
import { notify } from "../../build/problems/notify";
import { cancellable } from "../cancellable";
import { showWarning } from "../../messages";

/** The command's handler. */
export async function openShell(builtStage: BuiltStageOf, argument: unknown): Promise<void> {
  const built = await builtStage(argument);
  if (built !== undefined) await openShellIn(built);
}

/** Opens a shell in the image of a stage that has been built. */
export async function openShellIn(built: BuiltStage): Promise<void> {
  const { engine, image, facts } = built;
  const probe = await cancellable(l10n.t("Looking for a shell in {0}", image), signal =>
    probeShell(engine, facts.id, signal),
  );
  if (probe === undefined) return;
  if ("shell" in probe)
    await runInTerminal(l10n.t("Shell in {0}", image), shellCommand(engine, image, probe.shell));
  else if ("problem" in probe)
    notify({ message: l10n.t("Could not open a shell in {0}: {1}", image, probe.problem), steps: [] });
  else await offerOthers(built, probe.none);
}

async function offerOthers(built: BuiltStage, reason: string): Promise<void> {
  const { engine, image, uri } = built;
  const { debugImage } = runSettingsOf(uri);
  const sidecar = l10n.t("Debug Sidecar");
  const dockerDebug = l10n.t("Docker Debug");
  const help = await runTool(dockerDebugHelp(engine), { timeoutMs: QUESTION_MS });
  const choice = await showWarning(
    l10n.t(
      "{0} has no shell: {1} You can use a shell from {2} to look at the files.",
      image,
      reason,
      debugImage,
    ),
    sidecar,
    ...(hasDockerDebug(help.out) ? [dockerDebug] : []),
  );
  if (choice === sidecar) await openSidecar(built, debugImage);
  if (choice === dockerDebug)
    await runInTerminal(l10n.t("Debug {0}", image), dockerDebugCommand(engine, image));
}
