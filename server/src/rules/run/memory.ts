/** What checks remember of the stages of a document, so that an edit costs the judging of what it changed. */
import type { Analysis } from "../../stages/analysis/analysis";
import type { StageDispatch } from "../../stages/evaluation/evaluateStage";
import type { BuildOptions, Stage } from "../../stages/model/model";
import type { GlobalScope } from "../../stages/model/scope";
import type { RuleSettings } from "./ruleSettings";

/** Belongs to the versions of one document, like the analysis that lends its facts to the next. */
export interface CheckMemory {
  /** Stages in whose lines nothing was found. */
  faultless: WeakSet<Stage>;
  /** What the builder does in a stage, where nothing was found in it. */
  faultlessDispatches: WeakSet<StageDispatch>;
  /** What all of this was learned under. */
  under: Circumstances | null;
}

interface Circumstances {
  readonly settings: RuleSettings;
  readonly options: BuildOptions;
  readonly scope: GlobalScope;
  /** The `# check=` and `# syntax=` directives. */
  readonly check: string | undefined;
  readonly syntax: string | undefined;
}

/** A memory of nothing. */
export function createMemory(): CheckMemory {
  return { faultless: new WeakSet(), faultlessDispatches: new WeakSet(), under: null };
}

/** What still holds for an analysis; under other circumstances nothing does. */
export function recall(
  memory: CheckMemory,
  { model: { options, scope }, directives }: Analysis,
  settings: RuleSettings,
): CheckMemory {
  const check = directives.check?.value;
  const syntax = directives.syntax?.value;
  const before = memory.under;
  const isSame =
    before?.settings === settings &&
    before.options === options &&
    before.scope === scope &&
    before.check === check &&
    before.syntax === syntax;
  if (!isSame) Object.assign(memory, createMemory());
  memory.under = { settings, options, scope, check, syntax };
  return memory;
}
