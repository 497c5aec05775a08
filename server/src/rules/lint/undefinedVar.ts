import * as l10n from "@vscode/l10n";
import { originSpan } from "../../dockerfile/source";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction, ExpandedWord } from "../../stages/evaluation/stageEvaluation";
import { lexedVariables } from "../../stages/model/lexedVariables";
import { didYouMean } from "../../stages/model/suggest";
import { isShellName } from "../facts/shellName";
import { heredocAdvice, heredocFixes, heredocVariable } from "../facts/heredocVariables";
import { replacement } from "../fix";
import type { Fix } from "../fix";
import { stepFixes, stepPlace } from "../rule";
import type { Finding, Rule } from "../rule";

export const undefinedVar: Rule = {
  id: "UndefinedVar",
  title: "Variables should be defined before their use",
  advice: () => l10n.t("Declare it above with ARG or ENV."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, analysis, report) {
    for (const step of steps) {
      // The builder does not look for it there.
      if (step.instruction.keyword === "EXPOSE") continue;
      for (const word of step.words) {
        const { undefinedNames } = word.expansion;
        if (undefinedNames.length === 0) continue;
        const { escape } = analysis.model.file;
        const variables = lexedVariables(word.text, { escape, plainQuotes: word.heredoc !== null });
        for (const { name, suggestion, isUnsearched } of undefinedNames) {
          if (isUnsearched) report.tooLarge();
          const near = didYouMean(suggestion === null ? null : `$${suggestion}`);
          const message = `Usage of undefined variable '$${name}'${near}`;
          const start = variables.find(variable => variable.name === name)?.start;
          const inHeredoc = start !== undefined && inHeredocOf(analysis, step, word, start);
          report({
            ...(inHeredoc || stepPlace(step, word.span)),
            message,
            line: step.line,
            ...stepFixes(step, () => {
              const renamed =
                start === undefined || suggestion === null ? [] : rename(step, word, start, name, suggestion);
              return inHeredoc ? heredocFixes(step, word, inHeredoc.span) : renamed;
            }),
          });
        }
      }
    }
  },
};

/** The place of a variable in a heredoc of the stage's own, and what to do about it; false for one that is none. */
function inHeredocOf(
  analysis: Analysis,
  { onbuildSource }: EvaluatedInstruction,
  { heredoc, text }: ExpandedWord,
  start: number,
): false | Pick<Finding, "span" | "advice"> {
  if (!heredoc || onbuildSource) return false;
  return { span: heredocVariable(analysis, heredoc, text, start), advice: heredocAdvice() };
}

function rename(
  { line }: EvaluatedInstruction,
  { text, offsets }: ExpandedWord,
  dollar: number,
  name: string,
  suggestion: string,
): Fix[] {
  const start = text.indexOf(name, dollar);
  if (!isShellName(suggestion)) return [];
  const place = toDocument(line, originSpan({ text, offsets }, start, start + name.length));
  return [replacement(l10n.t('Use "${0}"', suggestion), place, suggestion)];
}
