import * as l10n from "@vscode/l10n";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction, ExpandedWord } from "../../stages/evaluation/evaluateStage";
import {
  CHECKED_CHMOD,
  GIT_QUERIES,
  GIT_SOURCES,
  KNOWS_GIT,
  MOUNT_VARIABLES,
  SYMBOLIC_CHMOD,
  flagSince,
  hasFeature,
} from "../../stages/model/frontendFeatures";
import type { Since } from "../../stages/model/frontendFeatures";
import { raise, requires } from "../facts/raise";
import { sourceKind } from "../facts/sourceKind";
import { isHeredoc, stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";

export const ignoredByFrontend: Rule = {
  id: "IgnoredByFrontend",
  title: "An older frontend reads this differently",
  advice: () => l10n.t("Name a newer frontend in # syntax=."),
  severity: "warning",
  origin: "own",
  isAboutStages: false,
  checkStage({ steps }, analysis, report) {
    if (analysis.frontend.minor === Infinity) return;
    for (const step of steps)
      for (const word of step.words) {
        const ignored = ignoredIn(analysis, step, word);
        if (!ignored) continue;
        report({
          ...stepPlace(step, word.span),
          message: ignored.message,
          advice: requires(analysis, ignored.since),
          line: step.line,
          ...stepFixes(step, () => [raise(analysis, ignored.since)]),
        });
      }
  },
};

/** What a frontend does with a word that later ones read otherwise, where it does not refuse it. */
function ignoredIn(
  { frontend }: Analysis,
  step: EvaluatedInstruction,
  { role, text, expansion }: ExpandedWord,
): { message: string; since: Since } | null {
  const { keyword } = step.instruction;
  const lacks = (since: Since) => !hasFeature(frontend, since);
  const image = frontend.image ?? "";
  if (role === "chmod" && /^\D/.test(text) && lacks(CHECKED_CHMOD) && !lacks(flagSince(keyword, "chmod"))) {
    const message = l10n.t("{0} ignores a --chmod that is not an octal number", image);
    return { message, since: text.includes("$") ? CHECKED_CHMOD : SYMBOLIC_CHMOD };
  }
  if (role === "mount" && text.includes("$") && lacks(MOUNT_VARIABLES) && !lacks(flagSince("RUN", "mount"))) {
    const message = l10n.t("{0} does not expand variables in a mount", image);
    return { message, since: MOUNT_VARIABLES };
  }
  if (keyword !== "ADD" || role !== "operand" || isHeredoc(step, text) || expansion.dependsOnBuild)
    return null;
  if (sourceKind(expansion.result) !== "git") return null;
  const isAddress = /^https?:/.test(expansion.result);
  if (lacks(KNOWS_GIT))
    return {
      message: isAddress
        ? l10n.t("{0} downloads this address, and does not clone the repository", image)
        : l10n.t("{0} takes this repository as a path in the build context", image),
      since: GIT_SOURCES.since,
    };
  if (isAddress && /\.git\?/.test(expansion.result) && lacks(GIT_QUERIES))
    return {
      message: l10n.t("{0} downloads this address, and does not clone the repository", image),
      since: GIT_QUERIES,
    };
  return null;
}
