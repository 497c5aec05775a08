import * as l10n from "@vscode/l10n";
import { stepPlace } from "../rule";
import type { Rule } from "../rule";
import { sourceKind } from "../facts/sourceKind";

export const invalidCopySource: Rule = {
  id: "InvalidCopySource",
  title: "COPY copies files; use ADD for URLs and Git repositories.",
  advice: () => l10n.t("Use COPY for files of the build context or of a stage. Use ADD to download files."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      if (step.instruction.keyword !== "COPY") continue;
      for (const { role, span, expansion } of step.words) {
        if (role !== "operand" || expansion.dependsOnBuild || expansion.error !== null) continue;
        const kind = sourceKind(expansion.result);
        if (kind === "path") continue;
        const what = kind === "git" ? "git ref" : "URL";
        report({ ...stepPlace(step, span), message: `source can't be a ${what} for COPY` });
        break;
      }
    }
  },
};
