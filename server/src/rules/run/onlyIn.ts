/** A finding that holds in some builds alone. */
import * as l10n from "@vscode/l10n";
import { buildLabels } from "../../stages/model/buildsAround";
import type { DescribedBuild } from "../../stages/model/buildsAround";
import type { RuleFinding } from "./finding";

const named = new WeakMap<RuleFinding, { readonly labels: string; readonly finding: RuleFinding }>();

/** A finding that names the builds; the same one as long as it is. It has no fix: what is right for one build could be wrong for another. */
export function onlyIn(finding: RuleFinding, builds: readonly DescribedBuild[]): RuleFinding {
  const labels = buildLabels(builds);
  const known = named.get(finding);
  if (known?.labels === labels) return known.finding;
  const advice = `${l10n.t("Only in {0}.", labels)} ${finding.advice ?? finding.rule.advice()}`;
  const made: RuleFinding = { ...finding, advice, fixes: undefined, otherContext: undefined };
  named.set(finding, { labels, finding: made });
  return made;
}
