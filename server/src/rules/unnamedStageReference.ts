import { toDocument } from "../dockerfile/place";
import { isIndex } from "../stages/references";
import { nameInsteadOfIndex, nameStage } from "../edits/nameStage";
import { suggestedName } from "../edits/stageNames";
import { fix, safeFix } from "./fix";
import { fromSpan } from "./rule";
import type { Rule } from "./rule";

export const unnamedStageReference: Rule = {
  id: "UnnamedStageReference",
  title: "A stage should be referred to by its name, which stays when stages are added before it",
  advice: "Use a name.",
  severity: "information",
  origin: "own",
  isAboutStages: true,
  check({ model }, report) {
    for (const reference of model.references) {
      const stage = typeof reference.to === "number" ? model.stages[reference.to] : undefined;
      // A stage that copies from itself means another one, which CircularStageDependency is about.
      if (!stage || !isIndex(reference) || stage.index === reference.inStage) continue;
      report({
        span: toDocument(reference.line, reference.span),
        message:
          stage.name === ""
            ? `"${reference.text}" means a stage by its position, which another FROM before it changes`
            : `"${reference.text}" means the stage "${stage.name}" by its position, which another FROM before it changes`,
        related: [{ span: fromSpan(stage), message: "The stage that is meant" }],
        line: reference.line,
        fixes: () => {
          if (stage.name !== "")
            return [safeFix(`Use the name "${stage.name}"`, nameInsteadOfIndex(model, stage))];
          const name = suggestedName(model, stage);
          return [fix(`Name the stage "${name}" and use the name`, nameStage(model, stage, name))];
        },
      });
    }
  },
};
