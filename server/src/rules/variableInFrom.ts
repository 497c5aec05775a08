import { toDocument } from "../dockerfile/place";
import type { Rule } from "./rule";
import { triggeredBy } from "./rule";

export const variableInFrom: Rule = {
  id: "VariableInFrom",
  title: "--from and from= name a stage or an image without variables.",
  severity: "error",
  check({ effective }, report) {
    for (const { reference, consumer } of effective) {
      const { problem, form, line, span } = reference;
      if (problem?.kind !== "variable") continue;
      report({
        span: toDocument(line, span),
        message:
          form === "COPY"
            ? "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround"
            : "'from' doesn't support variable expansion, define alias stage instead",
        related: triggeredBy(reference, consumer),
      });
    }
  },
};
