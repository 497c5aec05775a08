import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import { refuse } from "../../edits/edit";
import type { Edit } from "../../edits/edit";
import { fix } from "../fix";
import type { Rule } from "../rule";

export const maintainerDeprecated: Rule = {
  id: "MaintainerDeprecated",
  title: "The MAINTAINER instruction is deprecated, use a label instead to define an image author",
  advice: () => l10n.t("Use LABEL org.opencontainers.image.authors."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkLine(line, report) {
    const { keyword, keywordSpan } = line.instruction;
    if (keyword !== "MAINTAINER") return;
    const message = "Maintainer instruction is deprecated in favor of using label";
    report({
      span: toDocument(line, keywordSpan),
      message,
      line,
      fixes: () => [fix(l10n.t("Use a label"), toLabel(line))],
    });
  },
};

/** The label that the Open Containers Initiative has for it (its image-spec, `annotations.md`). */
function toLabel(line: LogicalLine): Edit {
  const { text, keywordSpan, rest } = line.instruction;
  if (line.pieces.length > 0) return refuse(l10n.t("The instruction spans several lines."));
  const value = text.slice(rest.start, rest.end);
  if (/["'\\`$]/.test(value))
    return refuse(l10n.t("It contains a character that has another meaning in a label."));
  const label = writtenKeyword(line.instruction) === "MAINTAINER" ? "LABEL" : "label";
  const span = toDocument(line, { start: keywordSpan.start, end: rest.end });
  return { changes: [{ span, text: `${label} org.opencontainers.image.authors="${value}"` }] };
}
