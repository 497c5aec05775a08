import * as l10n from "@vscode/l10n";
import { isNamedAround } from "../../stages/model/buildsAround";
import { nameSpan } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import { renameStage } from "../../edits/nameStage";
import { freeName } from "../../edits/stageNames";
import { fix } from "../fix";
import { fromSpan } from "../rule";
import type { Rule } from "../rule";

export const duplicateStageName: Rule = {
  id: "DuplicateStageName",
  title: "Stage names should be unique.",
  advice: () => l10n.t("Rename this stage."),
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  check(analysis, report) {
    const { model } = analysis;
    let named = 0;
    for (const { name } of model.stages) if (name !== "") named++;
    if (named === model.names.size) return;
    const first = new Map<string, Stage>();
    for (const stage of model.stages) {
      if (stage.name === "") continue;
      const earlier = first.get(stage.name);
      if (!earlier) first.set(stage.name, stage);
      else {
        report({
          span: nameSpan(stage) ?? fromSpan(stage),
          message: `Duplicate stage name "${stage.name}", stage names should be unique`,
          related: [
            {
              span: nameSpan(earlier) ?? fromSpan(earlier),
              message: l10n.t('"{0}" is first defined here', stage.name),
            },
          ],
          fixes: () => {
            // A target means the last stage of its name: then the build would end with another one.
            if (isNamedAround(model, stage)) return [];
            const other = freeName(analysis, `${stage.name}-2`);
            return [
              fix(
                l10n.t('Rename this stage to "{0}", with its references', other),
                renameStage(analysis, stage, other),
              ),
            ];
          },
        });
      }
    }
  },
};
