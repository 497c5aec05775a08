import { baseSpan } from "./rule";
import type { Rule } from "./rule";

export const blankBaseName: Rule = {
  id: "BlankBaseName",
  title: "The base of a FROM must not come out empty.",
  advice: "Give the argument a default, or name the base.",
  severity: "error",
  origin: "error",
  isAboutStages: true,
  check({ model }, report) {
    for (const stage of model.stages)
      if (stage.base.problem?.kind === "blank" && stage.base.text !== "")
        report({ span: baseSpan(stage), message: `base name (${stage.base.text}) should not be blank` });
  },
};
