import * as l10n from "@vscode/l10n";
import { stepPlace } from "../rule";
import type { Rule } from "../rule";
import { sourceKind } from "../facts/sourceKind";

export const invalidCopySource: Rule = {
  id: "InvalidCopySource",
  title: "COPY reads files; ADD reads addresses and repositories.",
  advice: () => l10n.t("Copy files of the build context or of a stage with COPY; fetch others with ADD."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      if (step.instruction.keyword !== "COPY") continue;
      for (const { role, span, expansion } of step.words) {
        if (role !== "operand" || expansion.conditional || expansion.error !== null) continue;
        const kind = sourceKind(expansion.result);
        if (kind === "path") continue;
        const what = kind === "git" ? "git ref" : "URL";
        report({ ...stepPlace(step, span), message: `source can't be a ${what} for COPY` });
        break;
      }
    }
  },
};
