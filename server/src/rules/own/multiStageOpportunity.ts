import * as l10n from "@vscode/l10n";
import { buildCommand, isBuildImage } from "../facts/buildTools";
import { isProgram } from "../../stages/model/programs";
import { baseSpan } from "../rule";
import type { Rule } from "../rule";

export const multiStageOpportunity: Rule = {
  id: "MultiStageOpportunity",
  title: "The image that runs a program does not need the tools that build it",
  advice: () => l10n.t("Copy only the program to a second stage."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  check({ model, script }, report) {
    const [stage] = model.stages;
    if (
      !stage ||
      stage.replaced ||
      model.stages.length > 1 ||
      !isProgram(stage) ||
      !isBuildImage(stage.base.expanded)
    )
      return;
    for (const line of stage.body) {
      const command = line.instruction.keyword === "RUN" ? buildCommand(script(line)?.commands ?? []) : null;
      if (command === null) continue;
      report({
        span: baseSpan(stage),
        message: l10n.t(
          'The image contains all of {0}, which "{1}" needs but the program does not',
          stage.base.expanded,
          command,
        ),
        related: [{ span: line, message: l10n.t("The program is built here") }],
        line: stage.line,
      });
      return;
    }
  },
};
