/** Runs the rules for builds for several platforms: what is wrong on some of them alone depends on the build. */
import type { Analysis } from "../../stages/analysis/analysis";
import { baseStages } from "../../stages/model/baseStage";
import { platformNames } from "../../stages/model/buildPlatforms";
import { stageAt } from "../../stages/model/model";
import type { Stage } from "../../stages/model/model";
import { checkModel } from "./checkModel";
import type { RuleFinding } from "./finding";
import type { OnThrow } from "./judges";
import { createMemory } from "./memory";
import type { CheckMemory } from "./memory";
import type { RuleSettings } from "./ruleSettings";

/** What is remembered of the other platforms, in their order, with what is remembered of the first. */
const MEMORIES = new WeakMap<CheckMemory, CheckMemory[]>();

/**
 * Runs every rule on an analysis, as {@link checkModel} does. Where builds are for several platforms, only what is found for each of them
 * is left, in the words for the first. The others are asked only about findings that a platform may change.
 */
export function checkPlatforms(
  analysis: Analysis,
  onThrow: OnThrow,
  memory: CheckMemory,
  settings: RuleSettings,
): RuleFinding[] {
  const found = checkModel(analysis, onThrow, memory, settings);
  if (analysis.model.scopes.length === 1) return found;
  const depends = dependence(analysis);
  const open = new Set(found.filter(depends));
  const memories = MEMORIES.get(memory) ?? [];
  MEMORIES.set(memory, memories);
  const dropped = new Set<RuleFinding>();
  for (let index = 1; index < analysis.model.scopes.length && open.size > 0; index++) {
    const other = analysis.onPlatforms[index];
    if (!other) break;
    const there = new Set(
      checkModel(other, onThrow, (memories[index] ??= createMemory()), settings).map(keyOf),
    );
    for (const finding of open)
      if (!there.has(keyOf(finding))) {
        open.delete(finding);
        dropped.add(finding);
      }
  }
  return found.filter(finding => !dropped.has(finding));
}

function keyOf({ rule, span: { start, end } }: RuleFinding): string {
  return `${rule.id} ${start}-${end}`;
}

/** Answers whether a finding may be another one on another platform: by its rule, and by what its stage and the bases of that say. */
function dependence({ model }: Analysis): (finding: RuleFinding) => boolean {
  const places = platformNames(model.file.text);
  const first = model.stages[0]?.line.start ?? Infinity;
  const isEverywhere = places.some(({ start }) => start < first);
  const varying = new Set<Stage | null>(places.map(({ start }) => stageAt(model, start)));
  // A base stands before what is based on it.
  for (const stage of model.stages)
    if (baseStages(model, stage).some(base => varying.has(base))) varying.add(stage);
  return ({ rule: { check, checkStage, checkStageLocally, checkUses }, span }) => {
    const isOfMore = check ?? checkStage ?? checkStageLocally ?? checkUses;
    // What is said of the file as a whole is said of all stages.
    return (
      isOfMore !== undefined &&
      (isEverywhere || check !== undefined || varying.has(stageAt(model, span.start)))
    );
  };
}
