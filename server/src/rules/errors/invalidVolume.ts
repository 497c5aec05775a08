import * as l10n from "@vscode/l10n";
import { stepPlace } from "../rule";
import type { Rule } from "../rule";

export const invalidVolume: Rule = {
  id: "InvalidVolume",
  title: "VOLUME must have a path.",
  advice: () => l10n.t("Use the path of a directory in the container."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      if (step.instruction.keyword !== "VOLUME") continue;
      const empty = step.words.find(({ expansion: { result, conditional, error } }) => {
        return !conditional && error === null && result === "";
      });
      if (empty)
        report({ ...stepPlace(step, empty.span), message: "VOLUME specified can not be an empty string" });
    }
  },
};
