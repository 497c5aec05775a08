import { toDocument } from "../dockerfile/place";
import type { Rule } from "./rule";

export const invalidImageReference: Rule = {
  id: "InvalidImageReference",
  title: "What is no stage and no context has to be a valid image reference.",
  severity: "error",
  check({ model }, report) {
    for (const { problem, onbuild, line, span, text, inStage, form } of model.references) {
      if (problem?.kind !== "image" || onbuild) continue;
      // The base of a stage that a named context replaces is never looked at.
      if (form === "FROM" && model.stages[inStage]?.replaced) continue;
      report({
        span: toDocument(line, span),
        message: `failed to parse stage name ${JSON.stringify(text)}: ${problem.reason}`,
      });
    }
  },
};
