import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import type { ExpandedWord, EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";
import { lexedVariables, refusedVariable } from "../../stages/model/lexedVariables";
import { expandIn } from "../../stages/model/scope";
import { heredocAdvice, heredocFixes, heredocVariable } from "../facts/heredocVariables";
import { platformSpan, stepPlace } from "../rule";
import type { Rule } from "../rule";
import { quoted } from "../../stages/model/quoted";

export const invalidExpansion: Rule = {
  id: "InvalidExpansion",
  title: "Variables, quotes and `${…}` must be valid.",
  advice: () => l10n.t("Correct the variable, or escape the character to use it literally."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkStage({ steps }, analysis, report) {
    for (const step of steps) {
      const fault = firstFault(step);
      const reason = fault?.expansion.certainError;
      if (!fault || !reason) continue;
      const { text, heredoc } = fault;
      const { escape } = analysis.model.file;
      const refused = heredoc && refusedVariable(lexedVariables(text, { escape, plainQuotes: true }), reason);
      const message = failure(text, reason);
      if (!heredoc || !refused || step.onbuildSource) {
        report({ ...stepPlace(step, fault.span), message });
        continue;
      }
      const span = heredocVariable(analysis, heredoc, text, refused.start);
      report({
        span,
        message,
        advice: heredocAdvice(),
        fixes: () => heredocFixes(step, fault, span),
      });
    }
  },
  check({ model }, report) {
    for (const { error, defaultText, line, word } of model.scope.args)
      if (error !== null)
        report({ span: toDocument(line, word.span), message: failure(defaultText ?? "", error) });
  },
  checkStageLocally(stage, { model: { scope } }, report) {
    if (!stage.platform) return;
    const { certainError } = expandIn(scope, stage.platform);
    if (certainError === null) return;
    // The builder names what the expansion has come to, which is nothing.
    const message = `failed to process arguments for platform : ${failure(stage.platform, certainError)}`;
    report({ span: platformSpan(stage), message });
  },
  checkUses({ stage, own }, _, report) {
    for (const { problem, line, span, text, form, onbuild } of own) {
      if (problem?.kind !== "expansion" || onbuild) continue;
      const written = form === "FROM" ? stage.base.text : text;
      report({ span: toDocument(line, span), message: failure(written, problem.reason) });
    }
  },
};

/** The first fault of an instruction: the builder stops there. It sorts the ports of EXPOSE as they are written. */
function firstFault({ instruction, words }: EvaluatedInstruction): ExpandedWord | undefined {
  const faults = words.filter(({ expansion }) => expansion.certainError !== null);
  return instruction.keyword === "EXPOSE"
    ? faults.toSorted((a, b) => (a.text < b.text ? -1 : 1))[0]
    : faults[0];
}

function failure(text: string, reason: string): string {
  return `failed to process ${quoted(text)}: ${reason}`;
}
