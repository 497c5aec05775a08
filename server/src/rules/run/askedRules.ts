/** Which rules a file is checked by, and how severe each is in it: what the settings and `# check=` say. */
import type { Analysis } from "../../stages/analysis/analysis";
import { COMMENTS_SINCE, includesRule, instructionCheckOptions } from "../../stages/model/checkOptions";
import type { CheckOptions } from "../../stages/model/checkOptions";
import { RULES } from "../registry";
import type { Finding, Rule, Severity } from "../rule";
import { levelOf } from "./ruleSettings";
import type { RuleSettings } from "./ruleSettings";

/** A rule under the settings and directives of a file. */
export interface AskedRule {
  readonly rule: Rule;
  readonly severity: Severity;
}

/** The rules by what they judge. A rule may be in several lists. */
export interface AskedRules {
  readonly line: readonly AskedRule[];
  /** Those of `line` that are run on what ONBUILD holds back. */
  readonly onbuild: readonly AskedRule[];
  readonly local: readonly AskedRule[];
  readonly stage: readonly AskedRule[];
  readonly file: readonly AskedRule[];
  /** Whether a finding stands in spite of the comments above its instruction. */
  readonly isReported: (rule: Rule, finding: Finding) => boolean;
}

/** The rules to ask. `hasExperiments`: some comment of the file may turn on what is experimental. */
export function askedRules(
  { checkOptions: options, frontend }: Analysis,
  settings: RuleSettings,
  hasExperiments: boolean,
): AskedRules {
  const readsComments = frontend.minor >= COMMENTS_SINCE;
  const asked = RULES.flatMap((rule): AskedRule[] => {
    const level = levelOf(rule, settings);
    if (level === null || !(hasExperiments || isOn(rule, options)) || isSilenced(rule, options)) return [];
    return [{ rule, severity: rule.origin === "builder" && options.error ? "error" : level }];
  });
  const line = asked.filter(({ rule }) => rule.checkLine);
  return {
    line,
    onbuild: line.filter(({ rule }) => rule.origin === "error"),
    local: asked.filter(({ rule }) => rule.checkStageLocally),
    stage: asked.filter(({ rule }) => rule.checkStage),
    file: asked.filter(({ rule }) => rule.check),
    isReported: (rule, finding) => {
      const comments = finding.line?.comments ?? [];
      if (!readsComments || comments.length === 0) return isOn(rule, options);
      const here = instructionCheckOptions(comments);
      return (isOn(rule, options) || isOn(rule, here)) && !isSilenced(rule, here);
    },
  };
}

/** Whether a rule speaks at all under what is said of checks: one that is experimental has to be named. */
function isOn(rule: Rule, { experimental }: CheckOptions): boolean {
  return !rule.experimental || includesRule(experimental, rule.id);
}

/** Whether a rule is told to be silent: an error and what is experimental cannot be. */
function isSilenced(rule: Rule, { skip }: CheckOptions): boolean {
  return rule.origin !== "error" && !rule.experimental && includesRule(skip, rule.id);
}
