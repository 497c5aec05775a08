/** Which rules a file is checked by, and how severe each is in it: what the settings and `# check=` say. */
import type { Analysis } from "../../stages/analysis/analysis";
import { includesRule, instructionCheckOptions } from "../../stages/model/checkOptions";
import type { CheckOptions } from "../../stages/model/checkOptions";
import { CHECK_COMMENTS, hasFeature } from "../../stages/model/frontendFeatures";
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
  readonly section: readonly AskedRule[];
  readonly local: readonly AskedRule[];
  readonly stage: readonly AskedRule[];
  readonly uses: readonly AskedRule[];
  readonly file: readonly AskedRule[];
  /** Whether a finding stands in spite of the comments above its instruction. */
  readonly isReported: (rule: Rule, finding: Finding) => boolean;
}

/** By settings, for what a file says last: most files say nothing of checks, and all are under the same settings. */
const known = new WeakMap<RuleSettings, { readonly said: string; readonly asked: AskedRules }>();

/** The rules to ask. `hasExperiments`: some comment of the file may turn on what is experimental. */
export function askedRules(
  { checkOptions, frontend }: Analysis,
  settings: RuleSettings,
  hasExperiments: boolean,
): AskedRules {
  const readsComments = hasFeature(frontend, CHECK_COMMENTS);
  const { skip, experimental, error } = checkOptions;
  const listed = (rules: CheckOptions["skip"]) => (rules === "all" ? rules : [...rules]);
  const said = JSON.stringify([
    listed(skip),
    listed(experimental),
    error,
    readsComments,
    hasExperiments,
    frontend.isForeign,
  ]);
  const before = known.get(settings);
  if (before?.said === said) return before.asked;
  const rules = frontend.isForeign ? RULES.filter(({ isOfEveryFrontend }) => isOfEveryFrontend) : RULES;
  const asked = rulesFor(rules, checkOptions, settings, readsComments, hasExperiments);
  known.set(settings, { said, asked });
  return asked;
}

function rulesFor(
  rules: readonly Rule[],
  options: CheckOptions,
  settings: RuleSettings,
  readsComments: boolean,
  hasExperiments: boolean,
): AskedRules {
  const asked = rules.flatMap((rule): AskedRule[] => {
    const level = levelOf(rule, settings);
    if (level === null || !(hasExperiments || isOn(rule, options)) || isSilenced(rule, options)) return [];
    return [{ rule, severity: rule.origin === "builder" && options.error ? "error" : level }];
  });
  const line = asked.filter(({ rule }) => rule.checkLine);
  return {
    line,
    onbuild: line.filter(({ rule }) => rule.origin === "error"),
    section: asked.filter(({ rule }) => rule.checkSection),
    local: asked.filter(({ rule }) => rule.checkStageLocally),
    stage: asked.filter(({ rule }) => rule.checkStage),
    uses: asked.filter(({ rule }) => rule.checkUses),
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
