import * as l10n from "@vscode/l10n";
import { removal } from "../../edits/edit";
import { safeFix } from "../fix";
import type { Rule } from "../rule";

/** Where there are more blank lines, a person sees by the first ones what is meant. */
const MOST_RELATED = 20;

export const noEmptyContinuation: Rule = {
  id: "NoEmptyContinuation",
  title: "Empty continuation lines will become errors in a future release",
  advice: () => l10n.t("Remove the blank lines, or write a # on them."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkLine(line, report) {
    const { emptyContinuation } = line;
    if (!emptyContinuation) return;
    const { last, blanks } = emptyContinuation;
    report({
      span: last,
      message: "Empty continuation line",
      fixes: () => [safeFix(l10n.t("Remove the blank lines"), { changes: blanks.map(removal) })],
      related: blanks.slice(0, MOST_RELATED).map(({ start }) => ({
        span: { start, end: start },
        message: l10n.t("This line is blank"),
      })),
    });
  },
};
