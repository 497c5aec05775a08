import * as l10n from "@vscode/l10n";
import { baseStage } from "../../stages/model/baseStage";
import { parsePlatform } from "../../stages/model/platform";
import { expandIn } from "../../stages/model/scope";
import { platformSpan } from "../rule";
import type { Rule } from "../rule";

export const fromPlatformFlagConstDisallowed: Rule = {
  id: "FromPlatformFlagConstDisallowed",
  title: "FROM --platform flag should not use a constant value.",
  advice: () =>
    l10n.t("Remove the flag and use --platform of the build, or use $BUILDPLATFORM or $TARGETPLATFORM."),
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  checkStageLocally(stage, { model }, report) {
    if (!stage.platform) return;
    const { result, matched, unmatched } = expandIn(model.scope, stage.platform);
    if (matched.size > 0 || unmatched.size > 0) return;
    const { platform } = parsePlatform(result);
    // A stage named after its platform says that it is meant.
    if (!platform || stage.name.includes(platform.os) || stage.name.includes(platform.arch)) return;
    report({
      span: platformSpan(stage),
      message: `FROM --platform flag should not use constant value "${stage.platform}"`,
      line: stage.line,
      // On a stage no value of the flag counts.
      ...(baseStage(model, stage)
        ? { advice: l10n.t("Remove the flag, which has no effect on a stage.") }
        : {}),
    });
  },
};
