/** "Copy Build Command": what a build would run, as a line for the terminal that this person has. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { BuildTerminals } from "../../build/task/buildTerminal";
import { shownCommand } from "../../build/request/shownCommand";
import { stageAtHand, tell } from "../stageAtHand";

const MESSAGE_MS = 5_000;

/** The command's handler. */
export async function copyBuildCommand(
  { client, engines }: Pick<BuildTerminals, "client" | "engines">,
  argument: unknown,
): Promise<void> {
  const atHand = await stageAtHand(client, argument);
  if (atHand === undefined) return;
  const { line, problem } = await shownCommand(engines, atHand.document, atHand.model, atHand.index);
  if (problem !== undefined) {
    tell(problem);
    return;
  }
  await vscode.env.clipboard.writeText(line);
  vscode.window.setStatusBarMessage(l10n.t("Copied: {0}", line), MESSAGE_MS);
}
