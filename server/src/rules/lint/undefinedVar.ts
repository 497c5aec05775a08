import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { didYouMean } from "../../stages/model/suggest";
import { isShellName } from "../facts/shellName";
import { replacement } from "../fix";
import { stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";
import { variablePlaces } from "../facts/variablePlaces";

export const undefinedVar: Rule = {
  id: "UndefinedVar",
  title: "Variables should be defined before their use",
  advice: () => l10n.t("Declare it above with ARG or ENV."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      // The builder does not look for it there.
      if (step.instruction.keyword === "EXPOSE") continue;
      for (const { span, text, role, expansion } of step.words) {
        const placeOf = variablePlaces(text);
        for (const { name, suggestion, isUnsearched } of expansion.undefinedNames) {
          if (isUnsearched) report.tooLarge();
          const near = didYouMean(suggestion === null ? null : `$${suggestion}`);
          const message = `Usage of undefined variable '$${name}'${near}`;
          report({
            ...stepPlace(step, span),
            message,
            line: step.line,
            ...stepFixes(step, () => {
              const at = placeOf(name);
              // An item of an array has no place of its own.
              const isInPlace = role !== "heredoc" && step.instruction.text.startsWith(text, span.start);
              if (suggestion === null || !isShellName(suggestion) || at === null || !isInPlace) return [];
              const start = span.start + at;
              const place = toDocument(step.line, { start, end: start + name.length });
              return [replacement(l10n.t('Use "${0}"', suggestion), place, suggestion)];
            }),
          });
        }
      }
    }
  },
};
