import { toDocument } from "../dockerfile/place";
import { triggeredBy } from "./rule";
import type { Rule } from "./rule";

export const invalidImageReference: Rule = {
  id: "InvalidImageReference",
  title: "What is no stage and no context has to be a valid image reference.",
  severity: "error",
  check({ model, effective }, report) {
    for (const { base, line } of model.stages)
      if (base.problem?.kind === "image")
        report({ span: toDocument(line, base.span), message: failure(base.expanded, base.problem.reason) });
    for (const { reference, consumer } of effective) {
      const { problem, line, span, text } = reference;
      if (problem?.kind !== "image") continue;
      report({
        span: toDocument(line, span),
        message: failure(text, problem.reason),
        related: triggeredBy(reference, consumer),
      });
    }
  },
};

function failure(text: string, reason: string): string {
  return `failed to parse stage name ${JSON.stringify(text)}: ${reason}`;
}
