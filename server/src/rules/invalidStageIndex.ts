import { toDocument } from "../dockerfile/place";
import type { Rule } from "./rule";
import { triggeredBy } from "./rule";

export const invalidStageIndex: Rule = {
  id: "InvalidStageIndex",
  title: "COPY --from=<n> counts the stages of the file from 0.",
  severity: "error",
  check({ effective }, report) {
    for (const { reference, consumer } of effective) {
      const { problem, line, span } = reference;
      if (problem?.kind !== "index") continue;
      report({
        span: toDocument(line, span),
        message: `invalid stage index ${problem.index}`,
        related: triggeredBy(reference, consumer),
      });
    }
  },
};
