import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import type { EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";
import { removal } from "../../edits/edit";
import { wholeLines } from "../../edits/lines";
import { choice } from "../fix";
import { stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";

const LAST_COUNTS = new Set(["CMD", "ENTRYPOINT", "HEALTHCHECK"]);

export const multipleInstructionsDisallowed: Rule = {
  id: "MultipleInstructionsDisallowed",
  title: "Multiple instructions of the same type should not be used in the same stage",
  advice: () => l10n.t("Remove this instruction."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, { model }, report) {
    const earlier = new Map<string, EvaluatedInstruction>();
    for (const step of steps) {
      const { keyword } = step.instruction;
      if (!LAST_COUNTS.has(keyword)) continue;
      const before = earlier.get(keyword);
      earlier.set(keyword, step);
      if (!before) continue;
      const name = writtenKeyword(before.instruction);
      report({
        ...stepPlace(before, before.instruction.keywordSpan),
        message: `Multiple ${name} instructions should not be used in the same stage because only the last one will be used`,
        // The comment that counts stands above the later one.
        line: step.line,
        ...stepFixes(before, () => [
          // Where a FROM between them is lost, each is meant for a stage of its own.
          choice(l10n.t("Remove this {0}", name), {
            changes: [removal(wholeLines(model.file, before.line))],
          }),
        ]),
      });
    }
  },
};
