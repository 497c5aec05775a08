/** The answer to `dockerfileStages/instructions`: every instruction with its range, as the builder reads them. */
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { InstructionsAnswer } from "../protocol";
import { stepNumbering, triggeredSteps } from "../stages/analysis/buildSteps";
import type { StepNumbering } from "../stages/analysis/buildSteps";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The instructions of a document, in order. */
export function instructionsAnswer(context: FeatureContext): InstructionsAnswer {
  const { model } = context.analysis;
  const stageOf = new Map<LogicalLine, { stage: number; step: StepNumbering | null; triggers?: number }>();
  for (const stage of model.stages) {
    const numbering = stepNumbering(context.analysis, stage);
    for (const line of [stage.line, ...stage.body])
      stageOf.set(line, { stage: stage.index, step: numbering.get(line) ?? null });
    const triggers = triggeredSteps(context.analysis, stage);
    if (triggers > 0)
      stageOf.set(stage.line, { stage: stage.index, step: numbering.get(stage.line) ?? null, triggers });
  }
  return {
    instructions: model.file.lines.map(line => ({
      keyword: line.instruction.keyword,
      text: line.instruction.text.trim(),
      range: rangeOf(context, line),
      ...(line.heredocs.length > 0 && { heredocs: line.heredocs.map(({ body }) => rangeOf(context, body)) }),
      ...(stageOf.get(line) ?? { stage: null, step: null }),
    })),
  };
}
