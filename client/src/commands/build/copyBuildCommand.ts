/** "Copy Build Command": what a build would run, as a line for the terminal that this person has. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Engines } from "../../build/engines/engines";
import type { LanguageServer } from "../../server/languageServer";
import { shownCommand } from "../../build/request/shownCommand";
import { notify } from "../../build/problems/notify";
import { resolveStage } from "../resolveStage";
import { showInStatusBar } from "../../messages";

const MESSAGE_MS = 5_000;

/** The command's handler. */
export async function copyBuildCommand(
  server: LanguageServer,
  engines: Engines,
  argument: unknown,
): Promise<void> {
  const resolved = await resolveStage(server, argument);
  if (resolved === undefined) return;
  const { line, problem } = await shownCommand(engines, resolved.document, resolved.snapshot, resolved.index);
  if (problem !== undefined) {
    notify(problem);
    return;
  }
  await vscode.env.clipboard.writeText(line);
  showInStatusBar(l10n.t("Copied: {0}", line), MESSAGE_MS);
}
