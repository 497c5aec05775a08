import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { safeFix } from "../fix";
import type { Rule } from "../rule";

export const fromAsCasing: Rule = {
  id: "FromAsCasing",
  title: "The 'as' keyword should match the case of the 'from' keyword.",
  advice: () => l10n.t("Write both in the same case."),
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  checkStageLocally({ line, nameWord }, _, report) {
    const { text, keywordSpan, words } = line.instruction;
    const as = nameWord && words[1];
    if (!as) return;
    const from = text.slice(keywordSpan.start, keywordSpan.end);
    if (from === "FROM" && as.text === "AS") return;
    const upper = from === from.toUpperCase();
    // A FROM of mixed case sets no example to follow.
    if (!upper && from !== from.toLowerCase()) return;
    const right = upper ? "AS" : "as";
    if (as.text === right) return;
    const span = toDocument(line, as.span);
    report({
      span,
      message: `'${as.text}' and '${from}' keywords' casing do not match`,
      line,
      fixes: () => [safeFix(l10n.t('Write "{0}"', right), { changes: [{ span, text: right }] })],
    });
  },
};
