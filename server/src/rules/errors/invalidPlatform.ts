import * as l10n from "@vscode/l10n";
import { parsePlatform } from "../../stages/model/platform";
import { alwaysFailsIn, expandIn } from "../../stages/model/scope";
import { didYouMean, nearest } from "../../stages/model/suggest";
import { platformSpan } from "../rule";
import type { Rule } from "../rule";

export const invalidPlatform: Rule = {
  id: "InvalidPlatform",
  title: "--platform must be an operating system, an architecture, or both.",
  advice: () => l10n.t("Write the platform as os/architecture, such as linux/arm64."),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  checkStageLocally(stage, { model }, report) {
    if (!stage.platform) return;
    const { result, unmatched, error, dependsOnBuild } = expandIn(model.scope, stage.platform);
    if (error !== null || (dependsOnBuild && !alwaysFailsIn(model.scope, stage.platform, isNoPlatform)))
      return;
    const [missing] = unmatched;
    const suggestion = didYouMean(missing === undefined ? null : nearest(missing, model.scope.names));
    const span = platformSpan(stage);
    if (result === "") {
      report({ span, message: `empty platform value from expression ${stage.platform}${suggestion}` });
      return;
    }
    const reading = parsePlatform(result);
    if (reading.error !== null)
      report({
        span,
        message: `failed to parse platform ${stage.platform}: ${reading.error}${suggestion}`,
      });
  },
};

function isNoPlatform(text: string): boolean {
  return text === "" || parsePlatform(text).error !== null;
}
