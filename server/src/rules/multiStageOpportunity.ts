import { readShellScript, scriptOf } from "../dockerfile/shellScript";
import { buildCommand, isBuildImage } from "./buildTools";
import { isProgram } from "../stages/model";
import { baseSpan } from "./rule";
import type { Rule } from "./rule";

export const multiStageOpportunity: Rule = {
  id: "MultiStageOpportunity",
  title: "What builds a program need not be in the image that runs it",
  advice: "Copy the program alone into a second stage.",
  severity: "information",
  origin: "own",
  isAboutStages: true,
  check({ model }, report) {
    const [stage] = model.stages;
    if (!stage || model.stages.length > 1 || !isProgram(stage) || !isBuildImage(stage.base.expanded)) return;
    for (const line of stage.body) {
      const script = scriptOf(line, model.file.text);
      const command = script === null ? null : buildCommand(readShellScript(script).commands);
      if (command === null) continue;
      report({
        span: baseSpan(stage),
        message: `The image carries all of ${stage.base.expanded}, which "${command}" needs and the program does not`,
        related: [{ span: line, message: "The program is built here" }],
        line: stage.line,
      });
      return;
    }
  },
};
