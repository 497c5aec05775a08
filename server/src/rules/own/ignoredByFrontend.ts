import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction, ExpandedWord } from "../../stages/evaluation/stageEvaluation";
import {
  CHECKED_CHMOD,
  CHECKS,
  GIT_QUERIES,
  GIT_SOURCES,
  KNOWS_GIT,
  MOUNT_VARIABLES,
  NAMED_CONTEXTS,
  SYMBOLIC_CHMOD,
  TRIGGERED_SOURCES,
  flagSince,
  hasFeature,
  triggeredSources,
} from "../../stages/model/frontendFeatures";
import type { Since } from "../../stages/model/frontendFeatures";
import { contextKey } from "../../stages/model/imageReference";
import { canBeReplaced } from "../../stages/model/model";
import { contextKeys } from "../../stages/model/namedContexts";
import { raise, requires } from "../facts/raise";
import { sourceKind } from "../facts/sourceKind";
import { unbuiltSources } from "../facts/unbuiltSources";
import { isHeredoc, stepFixes, stepPlace, triggeredIn } from "../rule";
import type { Finding, Rule } from "../rule";

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
  checkUses(uses, analysis, report) {
    const { frontend } = analysis;
    const { stage, base } = uses;
    const image = frontend.image ?? "";
    const finding = (at: Pick<Finding, "span">, message: string): Finding => ({
      ...at,
      message,
      advice: requires(analysis, TRIGGERED_SOURCES),
      line: stage.line,
      related: triggeredIn(stage),
      fixes: () => [raise(analysis, TRIGGERED_SOURCES)],
    });
    const triggered = triggeredSources(frontend);
    if (triggered === "empty")
      for (const { line, span, from } of unbuiltSources(uses, analysis))
        if (from !== "scratch")
          report(
            finding(
              { span: toDocument(line, span) },
              l10n.t(
                '{0} does not build "{1}" for a trigger instruction, and finds nothing in it',
                image,
                from,
              ),
            ),
          );
    if (triggered === "ignored")
      for (const line of base?.stage.triggers ?? [])
        report(
          finding(
            { span: toDocument(line, line.instruction.keywordSpan) },
            l10n.t("{0} does not run the ONBUILD instructions of a stage", image),
          ),
        );
  },
  check(analysis, report) {
    const { model, frontend } = analysis;
    const image = frontend.image ?? "";
    const escape = model.file.directives.find(({ name }) => name === "escape");
    const check = model.file.directives.find(({ name }) => name === "check");
    if (check && escape && check.span.start < escape.span.start && !hasFeature(frontend, CHECKS))
      report({
        span: escape.span,
        message: l10n.t("{0} does not read this directive, because {1} stands above it", image, "# check="),
        advice: requires(analysis, CHECKS),
        fixes: () => [raise(analysis, CHECKS)],
      });
    if (hasFeature(frontend, NAMED_CONTEXTS) || model.options.contexts.length === 0) return;
    for (const { line, span, text } of namesOfContexts(analysis))
      report({
        span: toDocument(line, span),
        message: l10n.t('{0} does not know named contexts, and so not "{1}"', image, text),
        advice: requires(analysis, NAMED_CONTEXTS),
        line,
        fixes: () => [raise(analysis, NAMED_CONTEXTS)],
      });
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

/** Where a file names what a build gives as a named context: a stage, a base image, a source. */
function namesOfContexts({ model }: Analysis): { line: LogicalLine; span: Span; text: string }[] {
  const keys = contextKeys(model.options);
  const stages = model.stages.flatMap(({ name, nameWord, line }) =>
    nameWord && canBeReplaced(name) && keys.has(name) ? [{ line, span: nameWord.span, text: name }] : [],
  );
  const images = model.references.filter(
    ({ to, text }) => to === "image" && keys.has(contextKey(text) ?? ""),
  );
  return [...stages, ...images];
}
