import * as l10n from "@vscode/l10n";
import { expandIn } from "../../stages/model/scope";
import { withoutPlatform } from "../../edits/platformFlag";
import { safeFix } from "../fix";
import { platformSpan } from "../rule";
import type { Rule } from "../rule";

export const redundantTargetPlatform: Rule = {
  id: "RedundantTargetPlatform",
  title:
    "Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior.",
  advice: () => l10n.t("Remove the flag."),
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  checkStageLocally(stage, { model }, report) {
    if (!stage.platform) return;
    const { result, matched, unmatched } = expandIn(model.scope, stage.platform);
    const onlyTarget = matched.size === 1 && unmatched.size === 0 && matched.has("TARGETPLATFORM");
    if (!onlyTarget || result !== model.scope.values.get("TARGETPLATFORM")) return;
    report({
      span: platformSpan(stage),
      message: `Setting platform to predefined ${stage.platform} in FROM is redundant as this is the default behavior`,
      line: stage.line,
      fixes: () => [safeFix(l10n.t("Remove the platform"), withoutPlatform(stage))],
    });
  },
};
