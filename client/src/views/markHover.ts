/** What the mark of a step offers under the pointer: its instruction as the end of a build. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { inMarkdownLink } from "../progress/uiText";
import { code } from "../report/markdown";
import { BUILD_UP_TO_COMMAND, SHELL_AFTER_COMMAND, WHY_COMMAND } from "./commandIds";

/**
 * The hover of the mark beside an instruction whose first line is `line`, from 1; `reasons` say as Markdown why it ran, `use` what was
 * built where that is another use than the one in force.
 */
export function markHover(
  uri: vscode.Uri,
  line: number,
  reasons: readonly string[],
  use: string,
): vscode.MarkdownString {
  const argument = inMarkdownLink(JSON.stringify([{ uri: uri.toString(), line }]));
  const link = (text: string, command: string) => `[${text}](command:${command}?${argument})`;
  const why =
    reasons.length === 0
      ? []
      : [`${l10n.t("Why it ran:")} ${reasons.join(" ")} ${link(l10n.t("Show reasons"), WHY_COMMAND)}`, ""];
  const hover = new vscode.MarkdownString(
    [
      ...(use === "" ? [] : [l10n.t("Build of {0}", code(use)), ""]),
      ...why,
      [
        link(l10n.t("Build up to this instruction"), BUILD_UP_TO_COMMAND),
        link(l10n.t("Open shell after it"), SHELL_AFTER_COMMAND),
      ].join(" · "),
    ].join("\n"),
  );
  hover.isTrusted = { enabledCommands: [BUILD_UP_TO_COMMAND, SHELL_AFTER_COMMAND, WHY_COMMAND] };
  return hover;
}
