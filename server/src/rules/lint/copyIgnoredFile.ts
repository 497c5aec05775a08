import * as l10n from "@vscode/l10n";
import { cleanPath } from "../../shared/ignorePatterns";
import type { EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";
import { isHeredoc, stepPlace } from "../rule";
import type { Rule } from "../rule";
import { sourceKind } from "../facts/sourceKind";

export const copyIgnoredFile: Rule = {
  id: "CopyIgnoredFile",
  title: "Attempting to Copy file that is excluded by .dockerignore",
  advice: () => l10n.t("Remove it from the ignore file, or copy another file."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  isAboutContext: true,
  checkStage({ steps }, { model }, report) {
    const { ignoreFile } = model.options;
    if (!ignoreFile) return;
    for (const step of steps) {
      const { keyword } = step.instruction;
      if (!readsContext(step)) continue;
      for (const { role, text, span, expansion } of step.words) {
        if (role !== "operand" || expansion.conditional || expansion.error !== null) continue;
        if (isHeredoc(step, text) || sourceKind(expansion.result) !== "path") continue;
        const path = cleanPath(expansion.result);
        const isIgnored = ignoreFile.ignores(path);
        if (isIgnored === null) {
          report.tooLarge();
          return;
        }
        if (!isIgnored) continue;
        const what = keyword === "ADD" ? "Add" : "Copy";
        const message = `Attempting to ${what} file ${JSON.stringify(path)} that is excluded by .dockerignore`;
        report({ ...stepPlace(step, span), message, line: step.line });
      }
    }
  },
};

/** The sources of an `ADD`, and of a `COPY` that names no stage, image or other context, are files of the build context. */
function readsContext({ instruction: { keyword, flags } }: EvaluatedInstruction): boolean {
  if (keyword === "ADD") return true;
  return keyword === "COPY" && !flags.some(({ name, value }) => name === "from" && value?.text !== "");
}
