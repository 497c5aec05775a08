/** The rules, and what they find in a model. */
import {
  COMMENTS_SINCE,
  fileCheckOptions,
  includesRule,
  instructionCheckOptions,
  parseCheckOptions,
} from "../stages/checkOptions";
import type { CheckOptions } from "../stages/checkOptions";
import { dispatchStage } from "../stages/dispatch";
import { frontendFor } from "../stages/frontend";
import { isSameEnvironment, rootOf } from "../stages/environment";
import { findCycle, reachableFrom, stageGraph, targetStage } from "../stages/graph";
import { readStages, NO_OPTIONS } from "../stages/model";
import type { Stage, StageModel } from "../stages/model";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { createMemory, recall } from "./memory";
import type { CheckMemory, Dispatched } from "./memory";
import type { RuleSettings } from "./ruleSettings";
import { DEFAULT_RULE_SETTINGS, levelOf } from "./ruleSettings";
import { wordsFault } from "./argumentsFault";
import { heldBackAt } from "./rule";
import type { Finding, Report, Rule, RuleContext, Severity } from "./rule";
import { RULES } from "./registry";
import { readTriggers } from "./triggers";

/** A finding with the rule it comes from. */
export interface RuleFinding extends Finding {
  readonly rule: Rule;
  /** The rule's own, but an error where `# check=error=true` makes warnings fail the build. */
  readonly severity: Severity;
}

/** Rules that judge stages or lines by themselves, those that judge what is done in a stage, and those that judge the file. */
const LONE_RULES = RULES.filter(rule => rule.checkAlone);
const LINE_RULES = RULES.filter(rule => rule.checkLine);
const STAGE_RULES = RULES.filter(rule => rule.checkStage);
const FILE_RULES = RULES.filter(rule => rule.check);

/**
 * Runs every rule on a model. A rule that throws loses only itself; `onThrow` hears of it. What `# check=` silences is
 * left out; the rest is in the order of the file. `memory` is what was learned from the versions before: an edit costs the judging of what it changed.
 */
export function checkModel(
  model: StageModel,
  onThrow: (rule: Rule, error: unknown) => void,
  memory: CheckMemory = createMemory(),
  settings: RuleSettings = DEFAULT_RULE_SETTINGS,
): RuleFinding[] {
  const options = checkOptions(model);
  const { minor } = frontendFor(model.file.text, model.options.buildArgs);
  const { faultless, dispatched } = recall(memory, model, settings);
  const found: RuleFinding[] = [];
  const run = (rule: Rule, check: (report: Report) => void) => {
    const level = levelOf(rule, settings);
    if (level === null) return;
    const severity = rule.origin === "builder" && options.error ? "error" : level;
    try {
      check(finding => {
        const here = instructionCheckOptions(minor < COMMENTS_SINCE ? [] : (finding.line?.comments ?? []));
        if (!(isOn(rule, options) || isOn(rule, here)) || isSilenced(rule, here)) return;
        found.push({ ...finding, rule, severity });
      });
    } catch (error) {
      onThrow(rule, error);
    }
  };
  // A comment above an instruction can turn on what is experimental.
  const hasExperiments = model.file.text.includes("experimental=");
  const isAsked = (rule: Rule) =>
    levelOf(rule, settings) !== null && (hasExperiments || isOn(rule, options)) && !isSilenced(rule, options);

  const lineRules = LINE_RULES.filter(isAsked);
  const loneRules = LONE_RULES.filter(isAsked);
  checkLines(lineRules, model.preamble, run);
  for (const stage of model.stages) {
    if (faultless.has(stage)) continue;
    const before = found.length;
    checkLines(lineRules, [stage.line, ...stage.body], run);
    for (const rule of loneRules) run(rule, report => rule.checkAlone?.(stage, model, report));
    if (found.length === before) faultless.add(stage);
  }
  const context = contextOf(model);
  const stageRules = STAGE_RULES.filter(isAsked);
  const stillDispatched: Dispatched[] = [];
  const needed = model.options.target === undefined ? null : new Set(reachable(context));
  for (const stage of model.stages) {
    if (stage.replaced || needed?.has(stage.index) === false) continue;
    const parent = model.stages[context.graph.bases[stage.index] ?? -1] ?? null;
    const inherited = stillDispatched[parent?.index ?? -1]?.end ?? rootOf(stage.base);
    const known = dispatched[stage.index];
    const isSame = known?.stage === stage && known.parent === parent && known.inherited === inherited;
    if (isSame && known.isFaultless) {
      stillDispatched[stage.index] = known;
      continue;
    }
    const dispatch = dispatchStage(model, stage, parent, inherited);
    const before = found.length;
    checkHeldBack(parent, stage, run);
    for (const rule of stageRules) run(rule, report => rule.checkStage?.(dispatch, report));
    // Where a stage leaves to others what it left before, they are what they were.
    const end = known && isSameEnvironment(known.end, dispatch.end) ? known.end : dispatch.end;
    stillDispatched[stage.index] = { stage, parent, inherited, end, isFaultless: found.length === before };
  }
  memory.dispatched = stillDispatched;
  for (const rule of FILE_RULES) if (isAsked(rule)) run(rule, report => rule.check?.(context, report));
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** Whether a rule speaks at all under what is said of checks: one that is experimental has to be named. */
function isOn(rule: Rule, { experimental }: CheckOptions): boolean {
  return !rule.experimental || includesRule(experimental, rule.id);
}

/** Whether a rule is told to be silent: an error and what is experimental cannot be. */
function isSilenced(rule: Rule, { skip }: CheckOptions): boolean {
  return rule.origin !== "error" && !rule.experimental && includesRule(skip, rule.id);
}

/** The stages that a build of the target goes through. */
function reachable({ model, graph }: RuleContext): number[] {
  return reachableFrom(graph, targetStage(model, model.options.target));
}

/** What the build says in place of the file, or the file. */
function checkOptions({ file, options }: StageModel): CheckOptions {
  const given = options.buildArgs.get("BUILDKIT_DOCKERFILE_CHECK");
  return given === undefined ? fileCheckOptions(file.text) : parseCheckOptions(given);
}

/** Lines that a base holds back are instructions of the stage that triggers them; the builder points at its `FROM`. */
function checkHeldBack(
  parent: Stage | null,
  { line: from }: Stage,
  run: (rule: Rule, check: (report: Report) => void) => void,
): void {
  for (const { instruction, heredocs, start, end } of parent?.body ?? []) {
    const { trigger } = instruction;
    // What is wrong with its words is said of the line itself.
    if (!trigger || wordsFault(trigger)) continue;
    const line = { ...from, instruction: trigger, heredocs };
    for (const rule of LINE_RULES)
      if (rule.origin === "error")
        run(rule, report =>
          rule.checkLine?.(line, ({ message }) => {
            report({ span: from, message, related: heldBackAt({ start, end }) });
          }),
        );
  }
}

function checkLines(
  rules: readonly Rule[],
  lines: readonly LogicalLine[],
  run: (rule: Rule, check: (report: Report) => void) => void,
): void {
  for (const rule of rules)
    run(rule, report => {
      for (const line of lines) rule.checkLine?.(line, report);
    });
}

function contextOf(model: StageModel): RuleContext {
  const graph = stageGraph(model);
  return {
    model,
    graph,
    cycle: findCycle(graph),
    triggers: readTriggers(model, graph),
    defaults: model.options.buildArgs.size > 0 ? readStages(model.file, NO_OPTIONS) : model,
  };
}
