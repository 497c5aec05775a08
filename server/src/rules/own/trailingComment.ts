import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { writtenKeyword } from "../../dockerfile/instruction";
import { toDocument } from "../../dockerfile/sourceMap";
import { commentAbove } from "../../edits/trailingComment";
import { trailingComment as commentIn } from "../facts/trailingComment";
import { fix } from "../fix";
import type { Rule } from "../rule";

export const trailingComment: Rule = {
  id: "TrailingComment",
  title: "A # after an instruction does not start a comment",
  advice: () => l10n.t("Move it to a line above."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  namesCause: true,
  checkSection({ lines, slips: { stray } }, analysis, report) {
    /** Where another instruction begins in a line that was not meant to go on. */
    const ends = new Map<LogicalLine, number>();
    for (const { line, taken } of stray) if (!ends.has(line)) ends.set(line, taken.start);
    for (const line of lines) {
      const found = line.instruction.text.includes("#") ? commentIn(line) : null;
      if (!found) continue;
      const span = toDocument(line, found);
      if (span.start > (ends.get(line) ?? Infinity)) continue;
      report({
        span,
        message: l10n.t(
          "A comment starts only at the beginning of a line: the builder reads this as part of the {0}",
          writtenKeyword(line.instruction),
        ),
        line,
        fixes: () => [fix(l10n.t("Move the comment to the line above"), commentAbove(analysis, line, span))],
      });
    }
  },
};
