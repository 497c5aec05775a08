import { toDocument } from "../dockerfile/place";
import type { Rule } from "./rule";
import { triggeredBy } from "./rule";
import { eachEffective } from "./triggers";

export const invalidStageIndex: Rule = {
  id: "InvalidStageIndex",
  title: "COPY --from=<n> counts the stages of the file from 0.",
  severity: "error",
  origin: "error",
  isAboutStages: true,
  check(context, report) {
    eachEffective(context, (reference, consumer) => {
      const { problem, line, span } = reference;
      if (problem?.kind !== "index") return;
      report({
        span: toDocument(line, span),
        message: `invalid stage index ${problem.index}`,
        related: triggeredBy(reference, consumer),
      });
    });
  },
};
