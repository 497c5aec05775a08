import { nameSpan } from "../stages/model";
import { renameStage } from "../edits/nameStage";
import { safeFix } from "./fix";
import type { Rule } from "./rule";

export const stageNameCasing: Rule = {
  id: "StageNameCasing",
  title: "Stage names should be lowercase.",
  advice: "Write it in lower case; a FROM finds it under no other name.",
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  checkAlone(stage, model, report) {
    const span = nameSpan(stage);
    if (!span || stage.name === "" || stage.displayName === stage.name) return;
    report({
      span,
      message: `Stage name '${stage.displayName}' should be lowercase`,
      line: stage.line,
      fixes: () => [
        safeFix(`Write "${stage.name}", with its references`, renameStage(model, stage, stage.name)),
      ],
    });
  },
};
