/** What checks remember of the stages of a document, so that an edit costs the judging of what it changed. */
import type { Analysis } from "../../stages/analysis/analysis";
import type { StageEvaluation } from "../../stages/evaluation/stageEvaluation";
import type { StageUses } from "../../stages/analysis/uses";
import type { BuildOptions } from "../../stages/model/buildOptions";
import type { Stage } from "../../stages/model/model";
import type { GlobalScope } from "../../stages/model/scope";
import { askedRules } from "./askedRules";
import type { AskedRules } from "./askedRules";
import type { KeptFinding } from "./finding";
import { isSameList } from "./foundAgain";
import type { FileFindings } from "./foundAgain";
import type { RuleSettings } from "./ruleSettings";

/** Belongs to the versions of one document, like the analysis that lends its facts to the next. */
export interface CheckMemory {
  /** What was found in each stage. */
  stages: WeakMap<Stage, StageFindings>;
  /** What rules that judge a stage among the others depend on beside it, in the order of the rules. */
  facts: readonly unknown[];
  /** What was found in the file as a whole. */
  file: FileFindings;
  /** What all of this was found under, and the rules that were asked; null before the first check. */
  under: { readonly key: CheckKey; readonly asked: AskedRules } | null;
  /** What was checked last. */
  analysis: Analysis | null;
}

/** What was found in a stage, each with what it was found in: it holds as long as that is the same object. */
export interface StageFindings {
  /** In the stage by itself. */
  readonly local: readonly KeptFinding[];
  /** In what the builder does in it. */
  evaluation: StageEvaluation | null;
  evaluated: readonly KeptFinding[];
  /** In what it uses of the others. */
  uses: StageUses | null;
  facts: CheckMemory["facts"];
  used: readonly KeptFinding[];
}

/** Whatever the findings in a stage depend on beside the stage and its bases. */
export interface CheckKey {
  readonly settings: RuleSettings;
  readonly options: BuildOptions;
  readonly scope: GlobalScope;
  /** The `# check=` and `# syntax=` directives. */
  readonly check: string | undefined;
  readonly syntax: string | undefined;
  /** Comments above instructions may turn on rules that are experimental. */
  readonly hasExperiments: boolean;
}

/** A memory of nothing. */
export function createMemory(): CheckMemory {
  return { stages: new WeakMap(), facts: [], file: new Map(), under: null, analysis: null };
}

/** Makes a memory one for an analysis, and answers the rules to ask: nothing is left in it where the check key is another. */
export function restore(memory: CheckMemory, analysis: Analysis, settings: RuleSettings): AskedRules {
  const key = checkKey(analysis, settings);
  let asked = memory.under && isSameKey(memory.under.key, key) ? memory.under.asked : null;
  if (!asked) {
    asked = askedRules(analysis, settings, key.hasExperiments);
    Object.assign(memory, createMemory(), { under: { key, asked } });
  }
  memory.analysis = analysis;
  const facts = asked.uses.map(({ rule }) => rule.dependsOn?.(analysis));
  if (!isSameList(facts, memory.facts)) memory.facts = facts;
  return asked;
}

function checkKey({ model, directives, namesExperiments }: Analysis, settings: RuleSettings): CheckKey {
  const { options, scope } = model;
  return {
    settings,
    options,
    scope,
    check: directives.check?.value,
    syntax: directives.syntax?.value,
    hasExperiments: namesExperiments,
  };
}

function isSameKey(one: CheckKey, other: CheckKey): boolean {
  return (
    one.settings === other.settings &&
    one.options === other.options &&
    one.scope === other.scope &&
    one.check === other.check &&
    one.syntax === other.syntax &&
    one.hasExperiments === other.hasExperiments
  );
}
