import * as l10n from "@vscode/l10n";
import { nameSpan } from "../../stages/model/stagePlaces";
import { RESERVED_NAMES } from "../../stages/model/stageName";
import { renameStage } from "../../edits/nameStage";
import { freeName } from "../../edits/stageNames";
import { fix } from "../fix";
import { fromSpan } from "../rule";
import type { Rule } from "../rule";

export const reservedStageName: Rule = {
  id: "ReservedStageName",
  title: "Reserved words should not be used as stage names.",
  advice: () => l10n.t("Rename the stage."),
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  checkStageLocally(stage, analysis, report) {
    if (!RESERVED_NAMES.includes(stage.name)) return;
    report({
      span: nameSpan(stage) ?? fromSpan(stage),
      message: `Stage name should not use the same name as reserved stage "${stage.name}"`,
      fixes: () => {
        const other = freeName(analysis, `${stage.name}-stage`);
        return [
          fix(
            l10n.t('Rename the stage to "{0}", with its references', other),
            renameStage(analysis, stage, other),
          ),
        ];
      },
    });
  },
};
