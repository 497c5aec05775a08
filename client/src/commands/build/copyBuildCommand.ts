/** "Copy Build Command": what a build would run, as a line for the terminal that this person has. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { BuildServices } from "../../build/request/prepareBuild";
import { shownCommand } from "../../build/request/shownCommand";
import { notify } from "../../build/problems/notify";
import { resolveStage } from "../resolveStage";
import { showInStatusBar } from "../../messages";

const MESSAGE_MS = 5_000;

/** The command's handler. */
export async function copyBuildCommand(services: BuildServices, argument: unknown): Promise<void> {
  const resolved = await resolveStage(services.server, argument);
  if (resolved === undefined) return;
  const { line, problem } = await shownCommand(
    services,
    resolved.document,
    resolved.snapshot,
    resolved.index,
  );
  if (problem !== undefined) {
    notify(problem);
    return;
  }
  await vscode.env.clipboard.writeText(line);
  showInStatusBar(l10n.t("Copied: {0}", line), MESSAGE_MS);
}
