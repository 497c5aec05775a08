import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { isIndex, referencedStage } from "../../stages/model/references";
import { nameInsteadOfIndex, nameStage } from "../../edits/nameStage";
import { suggestedName } from "../../edits/stageNames";
import { fix, safeFix } from "../fix";
import { fromSpan } from "../rule";
import type { Rule } from "../rule";

export const unnamedStageReference: Rule = {
  id: "UnnamedStageReference",
  title: "A stage should be referred to by its name, which does not change when you add stages",
  advice: () => l10n.t("Use a name."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  checkUses({ own }, analysis, report) {
    const { model } = analysis;
    for (const reference of own) {
      const stage = referencedStage(model, reference);
      // A stage that copies from itself means another one, which CircularStageDependency is about.
      if (!stage || !isIndex(reference) || stage.index === reference.inStage) continue;
      report({
        span: toDocument(reference.line, reference.span),
        message:
          stage.name === ""
            ? l10n.t(
                '"{0}" refers to a stage by its index, which changes if you add a FROM above it',
                reference.text,
              )
            : l10n.t(
                '"{0}" refers to the stage "{1}" by its index, which changes if you add a FROM above it',
                reference.text,
                stage.name,
              ),
        related: [{ span: fromSpan(stage), message: l10n.t("The stage that the index refers to") }],
        line: reference.line,
        fixes: () => {
          if (stage.name !== "")
            return [safeFix(l10n.t('Use the name "{0}"', stage.name), nameInsteadOfIndex(analysis, stage))];
          const name = suggestedName(analysis, stage);
          return [
            fix(l10n.t('Name the stage "{0}" and use the name', name), nameStage(analysis, stage, name)),
          ];
        },
      });
    }
  },
};
