/** What checks remember of the stages of a document, so that an edit costs the judging of what it changed. */
import type { Analysis } from "../../stages/analysis/analysis";
import type { StageEvaluation } from "../../stages/evaluation/evaluateStage";
import type { BuildOptions, Stage } from "../../stages/model/model";
import type { GlobalScope } from "../../stages/model/scope";
import { askedRules } from "./askedRules";
import type { AskedRules } from "./askedRules";
import type { KeptFinding } from "./finding";
import type { FileFindings } from "./foundAgain";
import type { RuleSettings } from "./ruleSettings";

/** Belongs to the versions of one document, like the analysis that lends its facts to the next. */
export interface CheckMemory {
  /** What was found in the stages by themselves. */
  local: WeakMap<Stage, readonly KeptFinding[]>;
  /** What was found in what the builder does in the stages. */
  evaluated: WeakMap<StageEvaluation, readonly KeptFinding[]>;
  /** What was found in the file as a whole. */
  file: FileFindings;
  /** What all of this was found under, and the rules that were asked; null before the first check. */
  under: { readonly key: CheckKey; readonly asked: AskedRules } | null;
  /** What was checked last. */
  analysis: Analysis | null;
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
  return { local: new WeakMap(), evaluated: new WeakMap(), file: new Map(), under: null, analysis: null };
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
  return asked;
}

function checkKey({ model, directives }: Analysis, settings: RuleSettings): CheckKey {
  const { options, scope, file } = model;
  return {
    settings,
    options,
    scope,
    check: directives.check?.value,
    syntax: directives.syntax?.value,
    hasExperiments: file.text.includes("experimental="),
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
