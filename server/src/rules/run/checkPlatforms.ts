/** Runs the rules for builds for several platforms: what is wrong on some of them alone is said of these. */
import * as l10n from "@vscode/l10n";
import type { Analysis } from "../../stages/analysis/analysis";
import { baseStages } from "../../stages/model/baseStage";
import { stageAt } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import { formatPlatform } from "../../stages/model/platform";
import { checkModel } from "./checkModel";
import { subjectOf } from "./finding";
import type { RuleFinding } from "./finding";
import type { OnThrow } from "./judges";
import { createMemory } from "./memory";
import type { CheckMemory } from "./memory";
import { platformPlaces } from "./platformPlaces";
import type { RuleSettings } from "./ruleSettings";

/** What is remembered of the other platforms, in their order, with what is remembered of the first. */
const MEMORIES = new WeakMap<CheckMemory, CheckMemory[]>();

/**
 * Runs every rule on an analysis, as {@link checkModel} does. Where builds are for several platforms, what is found for some of them
 * alone names them; where nobody has named the platforms, it is left out. The other platforms are asked only where the
 * builder expands an argument to something else there.
 */
export function checkPlatforms(
  analysis: Analysis,
  onThrow: OnThrow,
  memory: CheckMemory,
  settings: RuleSettings,
): RuleFinding[] {
  const found = checkModel(analysis, onThrow, memory, settings);
  const places = platformPlaces(analysis);
  if (places.length === 0) return found;
  const depends = dependence(analysis, places);
  const memories = MEMORIES.get(memory) ?? [];
  MEMORIES.set(memory, memories);
  const others = analysis.onPlatforms
    .slice(1)
    .map((other, index) => checkModel(other, onThrow, (memories[index] ??= createMemory()), settings));
  const keys = [found, ...others].map(findings => new Set(findings.map(subjectOf)));
  const { scopes } = analysis.model;
  const isGuess = isOfAnyMachine(analysis);
  const told = (finding: RuleFinding): RuleFinding[] => {
    const on = scopes.filter((_, index) => keys[index]?.has(subjectOf(finding)));
    if (on.length === scopes.length) return [finding];
    if (isGuess || isOfWholeFile(finding)) return [];
    return [onlyFor(finding, on.flatMap(({ platforms }) => platforms).join(", "))];
  };
  const isNew = (finding: RuleFinding, index: number) =>
    depends(finding) && !keys.slice(0, index + 1).some(before => before.has(subjectOf(finding)));
  return [
    ...found.flatMap(finding => (depends(finding) ? told(finding) : [finding])),
    ...others.flatMap((findings, index) => findings.filter(finding => isNew(finding, index)).flatMap(told)),
  ].sort((one, other) => one.span.start - other.span.start);
}

/** Nobody has named the platforms: those of machines that there are stand for one of which nothing is known. */
function isOfAnyMachine({ model }: Analysis): boolean {
  const { platforms = [] } = model.options;
  return new Set(platforms.map(({ build }) => formatPlatform(build))).size > 1;
}

/** A rule of ours about all stages: some are there for one platform, and some for another. */
function isOfWholeFile({ rule: { origin, check } }: RuleFinding): boolean {
  return origin === "own" && check !== undefined;
}

const ONLY = new WeakMap<RuleFinding, { readonly platforms: string; readonly finding: RuleFinding }>();

/** A finding that names the platforms; the same one as long as that is. A fix for one platform could be a fault on another. */
function onlyFor(finding: RuleFinding, platforms: string): RuleFinding {
  const known = ONLY.get(finding);
  if (known?.platforms === platforms) return known.finding;
  const advice = `${l10n.t("Only for {0}.", platforms)} ${finding.advice ?? finding.rule.advice()}`;
  const named = { ...finding, advice, fixes: undefined };
  ONLY.set(finding, { platforms, finding: named });
  return named;
}

/** Answers whether a finding may be another one on another platform: by its rule, and by what its stage and the bases of that say. */
function dependence({ model }: Analysis, places: readonly number[]): (finding: RuleFinding) => boolean {
  const first = model.stages[0]?.line.start ?? Infinity;
  const isEverywhere = places.some(start => start < first);
  const varying = new Set<Stage | null>(places.map(start => stageAt(model, start)));
  // A base stands before what is based on it.
  for (const stage of model.stages)
    if (baseStages(model, stage).some(base => varying.has(base))) varying.add(stage);
  return ({ rule: { check, checkStage, checkStageLocally, checkUses }, span, leftOut }) => {
    const isOfMore = check ?? checkStage ?? checkStageLocally ?? checkUses;
    // What is said of the file as a whole is said of all stages.
    return (
      leftOut === undefined &&
      isOfMore !== undefined &&
      (isEverywhere || check !== undefined || varying.has(stageAt(model, span.start)))
    );
  };
}
