import { didYouMean } from "../stages/suggest";
import { stepPlace } from "./rule";
import type { Rule } from "./rule";

export const undefinedVar: Rule = {
  id: "UndefinedVar",
  title: "Variables should be defined before their use",
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, report) {
    for (const step of steps) {
      // The builder does not look for it there.
      if (step.instruction.keyword === "EXPOSE") continue;
      for (const { span, expansion } of step.words)
        for (const { name, suggestion } of expansion.undefinedNames) {
          const near = didYouMean(suggestion === null ? null : `$${suggestion}`);
          const message = `Usage of undefined variable '$${name}'${near}`;
          report({ ...stepPlace(step, span), message, line: step.line });
        }
    }
  },
};
