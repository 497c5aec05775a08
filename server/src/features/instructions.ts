/** The answer to `dockerfileStages/instructions`: every instruction with its range, as the builder reads them. */
import type { InstructionsAnswer } from "../protocol";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The instructions of a document, in order. */
export function instructionsAnswer(context: FeatureContext): InstructionsAnswer {
  return {
    instructions: context.model.file.lines.map(line => ({
      keyword: line.instruction.keyword,
      text: line.instruction.text.trim(),
      range: rangeOf(context, line),
    })),
  };
}
