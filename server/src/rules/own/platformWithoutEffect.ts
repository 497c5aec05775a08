import * as l10n from "@vscode/l10n";
import { platformAdded, withoutPlatform } from "../../edits/platformFlag";
import type { Analysis } from "../../stages/analysis/analysis";
import { baseChain } from "../../stages/model/baseStage";
import { stageLabel } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import { choice, safeFix, fix } from "../fix";
import type { Fix } from "../fix";
import { fromSpan, platformSpan } from "../rule";
import type { Rule } from "../rule";

/** The arguments of which the builder gives the values: a base that they complete is a stage on every platform. */
const OF_PLATFORMS = /^(?:BUILD|TARGET)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)$/;

/** The builder reads the flag, and takes the platform of the base stage (spec 1.6). */
export const platformWithoutEffect: Rule = {
  id: "PlatformWithoutEffect",
  title: "A stage that is based on another stage is built for the platform of that stage",
  advice: () => l10n.t("Set the platform in the FROM of the base stage, or remove the flag."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  checkStage({ stage, parent }, analysis, report) {
    const { platform, base, line } = stage;
    // What only a build knows may be an image, for which the flag counts.
    const { dependsOnBuild, matched, unmatched } = base.expansion;
    const isVarying = dependsOnBuild || [...matched, ...unmatched].some(name => !OF_PLATFORMS.test(name));
    if (!platform || !parent || isVarying) return;
    report({
      span: platformSpan(stage),
      message: l10n.t(
        'The platform has no effect, because the stage is built for the platform of its base stage "{0}"',
        stageLabel(parent),
      ),
      related: [{ span: fromSpan(parent), message: l10n.t("The base stage") }],
      line,
      fixes: () => fixesOf(analysis, stage, platform),
    });
  },
};

function fixesOf(analysis: Analysis, stage: Stage, platform: string): Fix[] {
  const removed = withoutPlatform(stage);
  const remove = safeFix(l10n.t("Remove the platform"), removed);
  const root = baseChain(analysis.model, stage).at(-1);
  // The base is another stage on each platform; and the empty image takes the platform of the build.
  const isVarying = stage.base.text.includes("$");
  if (isVarying || removed.refused || root?.platform !== null || root.replaced || root.base.to !== "image")
    return [remove];
  const title = l10n.t('Move the platform to the FROM of "{0}"', stageLabel(root));
  const edit = { changes: [...removed.changes, platformAdded(root, platform)] };
  // Whatever else is made of the base would be built for that platform, too.
  return isUsedElsewhere(analysis, stage) ? [remove, choice(title, edit)] : [fix(title, edit), remove];
}

/** Whether the stages that a stage is based on are there for anything else. */
function isUsedElsewhere(analysis: Analysis, stage: Stage): boolean {
  const [, ...bases] = baseChain(analysis.model, stage);
  return bases.some(base => analysis.referencesTo(base).length > 1);
}
