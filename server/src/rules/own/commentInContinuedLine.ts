import * as l10n from "@vscode/l10n";
import type { Analysis } from "../../stages/analysis/analysis";
import { commentAbove } from "../../edits/trailingComment";
import type { StraySlip } from "../../stages/analysis/escapeSlips";
import { fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";

export const commentInContinuedLine: Rule = {
  id: "CommentInContinuedLine",
  title: "A comment at the end of a continued line takes in the lines below it",
  advice: () => l10n.t("Move the comment to a line of its own."),
  severity: "warning",
  origin: "own",
  isAboutStages: false,
  namesCause: true,
  checkSection({ slips }, analysis, report) {
    for (const slip of slips.stray) {
      if (slip.kind !== "command") continue;
      report({
        span: slip.taken,
        message: l10n.t(
          "The shell ignores the rest of this instruction: the lines are joined, and the comment ends where they end",
        ),
        related: [{ span: slip.place, message: l10n.t("This escape character continues the line") }],
        line: slip.line,
        fixes: () => moveAbove(analysis, slip),
      });
    }
  },
};

function moveAbove(analysis: Analysis, { line, taken }: StraySlip): Fix[] {
  return [fix(l10n.t("Move the comment to the line above"), commentAbove(analysis, line, taken))];
}
