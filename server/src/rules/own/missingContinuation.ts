import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import { toDocument } from "../../dockerfile/sourceMap";
import { insertion } from "../../edits/edit";
import type { Analysis } from "../../stages/analysis/analysis";
import type { LostSlip } from "../../stages/analysis/escapeSlips";
import { fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";

export const missingContinuation: Rule = {
  id: "MissingContinuation",
  title: "An instruction continues on the next line only if its line ends with the escape character",
  advice: () => l10n.t("End the line above with the escape character."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  namesCause: true,
  checkSection({ slips }, analysis, report) {
    const { escape } = analysis.model.file;
    for (const slip of slips.lost) {
      const { kind, place, lost } = slip;
      if (kind !== "missing") continue;
      report({
        span: toDocument(lost, lost.instruction.keywordSpan),
        message: l10n.t(
          "This line continues the instruction above, whose line does not end with {0}",
          escape,
        ),
        related: [{ span: place, message: l10n.t("The escape character {0} is missing here", escape) }],
        line: lost,
        fixes: () => fixesOf(analysis, slip),
      });
    }
  },
};

function fixesOf({ model: { file } }: Analysis, { place, lost, operator, head }: LostSlip): Fix[] {
  const { escape } = file;
  const added = `${operator === "&&" ? " && " : `${operator} `}${escape}`;
  const add = fix(l10n.t("Add {0} to the line above", added.trim()), {
    changes: [insertion(place.start, added)],
  });
  if (operator !== "&&") return [add];
  const isUpper = writtenKeyword(head.instruction) === head.instruction.keyword;
  const run = isUpper ? "RUN" : "run";
  return [
    add,
    fix(l10n.t('Write "{0}" in front of it', run), { changes: [insertion(lost.start, `${run} `)] }),
  ];
}
