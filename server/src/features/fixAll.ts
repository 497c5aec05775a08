/** What fixes many findings at once. */
import type { TextChange } from "../edits/edit";
import { mergeEdits } from "../edits/merge";
import type { Fix } from "../rules/fix";
import type { Rule } from "../rules/rule";
import type { RuleFinding } from "../rules/run/finding";

/** The findings of one rule that are fixed at once: what fixes one may look at the whole file. */
export const MOST_FIXED = 1_000;

/** The fix of a finding after which every build gives what it gave; undefined where it has none. */
export function safeFix({ fixes }: RuleFinding): Fix | undefined {
  return fixes?.().find(({ isSafe }) => isSafe);
}

/** The fix of a finding that nobody needs to choose; undefined where it has none, or where the best one is to be chosen. */
export function firstFix({ fixes }: RuleFinding): Fix | undefined {
  const best = fixes?.().find(({ refused }) => refused === undefined);
  return best?.isChoice ? undefined : best;
}

/**
 * What the fixes of findings change together: of each rule those of its first {@link MOST_FIXED} findings. Whether that is what
 * all of them change.
 */
export function fixedAtOnce(
  findings: readonly RuleFinding[],
  choose: (finding: RuleFinding) => Fix | undefined,
): { changes: readonly TextChange[]; isWhole: boolean } {
  const rules = new Map<Rule, { count: number; isFixed: boolean }>();
  const chosen: Fix[] = [];
  let isWhole = true;
  for (const finding of findings) {
    const ofRule = rules.get(finding.rule) ?? { count: 0, isFixed: false };
    rules.set(finding.rule, ofRule);
    if (++ofRule.count > MOST_FIXED) {
      isWhole &&= !ofRule.isFixed;
      continue;
    }
    const fix = choose(finding);
    if (!fix) continue;
    ofRule.isFixed = true;
    chosen.push(fix);
  }
  return { changes: mergeEdits(chosen), isWhole };
}
