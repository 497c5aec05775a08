import { toDocument } from "../dockerfile/place";
import { triggeredBy } from "./rule";
import type { Rule } from "./rule";
import { eachEffective } from "./triggers";

export const invalidImageReference: Rule = {
  id: "InvalidImageReference",
  title: "What is no stage and no context has to be a valid image reference.",
  severity: "error",
  origin: "error",
  isAboutStages: true,
  check(context, report) {
    const { model } = context;
    for (const { base, line } of model.stages)
      if (base.problem?.kind === "image")
        report({ span: toDocument(line, base.span), message: failure(base.expanded, base.problem.reason) });
    eachEffective(context, (reference, consumer) => {
      const { problem, line, span, text } = reference;
      if (problem?.kind !== "image") return;
      report({
        span: toDocument(line, span),
        message: failure(text, problem.reason),
        related: triggeredBy(reference, consumer),
      });
    });
  },
};

function failure(text: string, reason: string): string {
  return `failed to parse stage name ${JSON.stringify(text)}: ${reason}`;
}
