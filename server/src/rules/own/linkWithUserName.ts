import * as l10n from "@vscode/l10n";
import { NUMERIC_LINK_OWNERS, refusesSince } from "../../stages/model/frontendFeatures";
import { linkedOwners } from "../facts/linkedOwners";
import type { Rule } from "../rule";

/** Where the frontend does not refuse it, the build fails at this step, unless the image store of the engine cannot link at all. */
export const linkWithUserName: Rule = {
  id: "LinkWithUserName",
  title: "COPY --link cannot look up the names in --chown",
  advice: () => l10n.t("Use numbers for the user and the group, or remove --link."),
  severity: "warning",
  origin: "own",
  isAboutStages: true,
  checkStage(evaluation, analysis, report) {
    if (refusesSince(analysis.frontend, NUMERIC_LINK_OWNERS)) return;
    linkedOwners(evaluation, analysis, owner =>
      l10n.t(
        "--chown={0}: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead",
        owner,
      ),
    ).forEach(report);
  },
};
