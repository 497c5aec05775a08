import type { Rule } from "./rule";
import { fromSpan } from "./rule";

export const invalidFromArguments: Rule = {
  id: "InvalidFromArguments",
  title: "FROM takes a base, or a base, AS and a name.",
  severity: "error",
  origin: "error",
  isAboutStages: true,
  check({ model }, report) {
    for (const stage of model.stages) {
      const { length } = stage.line.instruction.words;
      if (length === 1 || (length === 3 && stage.nameWord)) continue;
      report({ span: fromSpan(stage), message: "FROM requires either one or three arguments" });
    }
  },
};
