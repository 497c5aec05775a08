import * as l10n from "@vscode/l10n";
import { nameSpan } from "../../stages/model/stagePlaces";
import { renameStage } from "../../edits/nameStage";
import { safeFix } from "../fix";
import type { Rule } from "../rule";

export const stageNameCasing: Rule = {
  id: "StageNameCasing",
  title: "Stage names should be lowercase.",
  advice: () => l10n.t("Write it in lower case. A FROM finds the stage only by this name."),
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  checkStageLocally(stage, analysis, report) {
    const span = nameSpan(stage);
    if (!span || stage.name === "" || stage.displayName === stage.name) return;
    report({
      span,
      message: `Stage name '${stage.displayName}' should be lowercase`,
      line: stage.line,
      fixes: () => [
        safeFix(
          l10n.t('Write "{0}", with its references', stage.name),
          renameStage(analysis, stage, stage.name),
        ),
      ],
    });
  },
};
