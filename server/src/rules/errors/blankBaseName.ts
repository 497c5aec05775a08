import * as l10n from "@vscode/l10n";
import { baseSpan } from "../rule";
import type { Rule } from "../rule";

export const blankBaseName: Rule = {
  id: "BlankBaseName",
  title: "The base image in FROM must not be empty.",
  advice: () => l10n.t("Give the argument a default value, or write the base image."),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  checkStageLocally(stage, _, report) {
    const { problem, text } = stage.base;
    if (problem?.kind === "blank" && text !== "")
      report({ span: baseSpan(stage), message: `base name (${text}) should not be blank` });
  },
};
