/** What checks remember of the stages of a document, so that an edit costs the judging of what it changed. */
import { findDirective } from "../dockerfile/directives";
import type { Environment } from "../stages/environment";
import type { BuildOptions, Stage, StageModel } from "../stages/model";
import type { GlobalScope } from "../stages/scope";
import type { RuleSettings } from "./ruleSettings";

/** Belongs to the versions of one document, like the model that lends its stages to the next. */
export interface CheckMemory {
  /** Stages in whose lines nothing was found. */
  faultless: WeakSet<Stage>;
  /** What the builder does in the stages, by their index; none of a stage that a named context replaces. */
  dispatched: readonly (Dispatched | undefined)[];
  /** What all of this was learned under. */
  under: Circumstances | null;
}

/** A stage that has been gone through. */
export interface Dispatched {
  readonly stage: Stage;
  readonly parent: Stage | null;
  readonly inherited: Environment;
  readonly end: Environment;
  readonly isFaultless: boolean;
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
  return { faultless: new WeakSet(), dispatched: [], under: null };
}

/** What still holds for a model; under other circumstances nothing does. */
export function recall(memory: CheckMemory, model: StageModel, settings: RuleSettings): CheckMemory {
  const { options, scope } = model;
  const { text } = model.file;
  const check = findDirective(text, "check")?.value;
  const syntax = findDirective(text, "syntax")?.value;
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
