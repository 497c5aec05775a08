import * as l10n from "@vscode/l10n";
import { OFFICIAL_IMAGES } from "../../stages/model/officialImages";
import { baseSpan } from "../rule";
import type { Rule } from "../rule";

export const unpinnedStageBase: Rule = {
  id: "UnpinnedStageBase",
  title: "The base image of a stage should have a tag other than latest, or a digest",
  advice: () => l10n.t("Use a version or a digest."),
  severity: "hint",
  origin: "own",
  isAboutStages: true,
  isOffByDefault: true,
  checkStageLocally(stage, _, report) {
    const { to, problem, expanded } = stage.base;
    if (to !== "image" || problem || stage.replaced || expanded.includes("@")) return;
    const tag = /:([^/:]*)$/.exec(expanded)?.[1];
    if (tag !== undefined && tag !== "latest") return;
    // A bare name that no official image has may be a context, which only a build knows.
    if (/^[\w.-]+$/.test(expanded) && !OFFICIAL_IMAGES.has(expanded)) return;
    report({
      span: baseSpan(stage),
      message: l10n.t(
        "{0} is the latest image at the time of the build, so builds can have different results",
        expanded,
      ),
      line: stage.line,
    });
  },
};
