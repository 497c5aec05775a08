/** A stage that a file around the Dockerfile builds without the cache, and that the Dockerfile does not have. */
import * as l10n from "@vscode/l10n";
import type { Value } from "../../around/use";
import { nearestStage } from "./unknownTargets";
import type { Rule } from "../rule";
import { isUncertain } from "./buildAround";
import type { AroundRule, BuildAround, Claim } from "./buildAround";

export const unknownNoCacheFilter: Rule = {
  id: "UnknownNoCacheFilter",
  title: "Only a named stage of the Dockerfile can be built without the cache",
  advice: () => l10n.t("Use the name of a stage of the Dockerfile, or remove it here."),
  // The builder ignores other names: the stage that is meant comes out of the cache.
  severity: "warning",
  origin: "own",
  isAboutStages: true,
};

export const unknownNoCacheFilters: AroundRule = {
  rule: unknownNoCacheFilter,
  judge: build => build.use.noCacheFilters.flatMap(filter => claimOf(build, filter)),
};

function claimOf(build: BuildAround, { text, isOpen, place }: Value): readonly Claim[] {
  if (!place) return [];
  const isKnown = !isOpen && text !== "" && !isUncertain(build);
  const model = isKnown ? build.analysis?.model : undefined;
  // Names alone count, in any case, and no indexes (spec 3).
  if (!model || model.names.has(text.toLowerCase())) return [{ place, text, problem: null }];
  const near = nearestStage(build, text);
  const message =
    near === null
      ? l10n.t('No stage is named "{0}", so the name has no effect', text)
      : l10n.t('No stage is named "{0}", so the name has no effect (did you mean {1}?)', text, near);
  const fixes =
    near !== null && build.isWritten(place, text)
      ? [{ title: l10n.t('Use the stage "{0}"', near), place, text: near }]
      : [];
  return [
    { place, text, problem: { message, advice: unknownNoCacheFilter.advice(), fixes, isUnnecessary: true } },
  ];
}
