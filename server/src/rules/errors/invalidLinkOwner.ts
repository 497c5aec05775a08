import * as l10n from "@vscode/l10n";
import { NUMERIC_LINK_OWNERS, refusesSince } from "../../stages/model/frontendFeatures";
import { linkedOwners } from "../facts/linkedOwners";
import type { Rule } from "../rule";

/** Of frontends that are older or not known, LinkWithUserName warns. */
export const invalidLinkOwner: Rule = {
  id: "InvalidLinkOwner",
  title: "The owner of COPY --link must be a number.",
  advice: () => l10n.t("Use numbers for the user and the group, or remove --link."),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  checkStage(evaluation, analysis, report) {
    if (!refusesSince(analysis.frontend, NUMERIC_LINK_OWNERS)) return;
    linkedOwners(evaluation, analysis, refusal).forEach(report);
  },
};

function refusal(owner: string): string {
  return `--chown=${owner}: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead`;
}
