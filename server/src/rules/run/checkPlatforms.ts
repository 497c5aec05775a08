/** Runs the rules for builds for several platforms: what is wrong on some of them alone depends on the build. */
import type { Analysis } from "../../stages/analysis/analysis";
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
 * is left, in the words for the first.
 */
export function checkPlatforms(
  analysis: Analysis,
  onThrow: OnThrow,
  memory: CheckMemory,
  settings: RuleSettings,
): RuleFinding[] {
  let found = checkModel(analysis, onThrow, memory, settings);
  const [, ...others] = analysis.onPlatforms;
  const memories = MEMORIES.get(memory) ?? [];
  MEMORIES.set(memory, memories);
  for (const [index, other] of others.entries()) {
    if (found.length === 0) break;
    const known = (memories[index] ??= createMemory());
    const there = new Set(checkModel(other, onThrow, known, settings).map(keyOf));
    found = found.filter(finding => there.has(keyOf(finding)));
  }
  return found;
}

function keyOf({ rule, span: { start, end } }: RuleFinding): string {
  return `${rule.id} ${start}-${end}`;
}
