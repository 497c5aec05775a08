/** What the mark of a step offers under the pointer: its instruction as the end of a build. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { inMarkdownLink } from "../progress/uiText";
import { BUILD_UP_TO_COMMAND, SHELL_AFTER_COMMAND } from "./commandIds";

/** The hover of the mark beside an instruction whose first line is `line`, from 1. */
export function markHover(uri: vscode.Uri, line: number): vscode.MarkdownString {
  const argument = inMarkdownLink(JSON.stringify([{ uri: uri.toString(), line }]));
  const link = (text: string, command: string) => `[${text}](command:${command}?${argument})`;
  const hover = new vscode.MarkdownString(
    [
      link(l10n.t("Build up to this instruction"), BUILD_UP_TO_COMMAND),
      link(l10n.t("Open shell after it"), SHELL_AFTER_COMMAND),
    ].join(" · "),
  );
  hover.isTrusted = { enabledCommands: [BUILD_UP_TO_COMMAND, SHELL_AFTER_COMMAND] };
  return hover;
}
