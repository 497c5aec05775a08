/** The rules, and what they find in a model. */
import { COMMENTS_SINCE, includesRule, instructionCheckOptions } from "../../stages/model/checkOptions";
import type { CheckOptions } from "../../stages/model/checkOptions";
import type { Analysis } from "../../stages/analysis/analysis";
import { reachableFrom, targetStage } from "../../stages/model/graph";
import type { Stage } from "../../stages/model/model";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { createMemory, recall } from "./memory";
import type { CheckMemory } from "./memory";
import type { RuleSettings } from "./ruleSettings";
import { DEFAULT_RULE_SETTINGS, levelOf } from "./ruleSettings";
import { wordsFault } from "../facts/argumentsFault";
import { heldBackAt } from "../rule";
import type { Finding, Report, Rule, Severity } from "../rule";
import { RULES } from "../registry";

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
 * Runs every rule on an analysis. A rule that throws loses only itself; `onThrow` hears of it. What `# check=` silences is
 * left out; the rest is in the order of the file. `memory` is what was learned from the versions before: an edit costs the judging of what it changed.
 */
export function checkModel(
  analysis: Analysis,
  onThrow: (rule: Rule, error: unknown) => void,
  memory: CheckMemory = createMemory(),
  settings: RuleSettings = DEFAULT_RULE_SETTINGS,
): RuleFinding[] {
  const { model, checkOptions: options } = analysis;
  const { faultless, faultlessDispatches } = recall(memory, analysis, settings);
  const found: RuleFinding[] = [];
  const run = (rule: Rule, check: (report: Report) => void) => {
    const level = levelOf(rule, settings);
    if (level === null) return;
    const severity = rule.origin === "builder" && options.error ? "error" : level;
    try {
      check(finding => {
        const here = instructionCheckOptions(
          analysis.frontend.minor < COMMENTS_SINCE ? [] : (finding.line?.comments ?? []),
        );
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
    for (const rule of loneRules) run(rule, report => rule.checkAlone?.(stage, analysis, report));
    if (found.length === before) faultless.add(stage);
  }
  const stageRules = STAGE_RULES.filter(isAsked);
  const needed = model.options.target === undefined ? null : new Set(reachable(analysis));
  for (const stage of model.stages) {
    const dispatch = needed?.has(stage.index) === false ? null : analysis.evaluation(stage);
    if (!dispatch || faultlessDispatches.has(dispatch)) continue;
    const before = found.length;
    checkHeldBack(dispatch.parent, stage, run);
    for (const rule of stageRules) run(rule, report => rule.checkStage?.(dispatch, analysis, report));
    if (found.length === before) faultlessDispatches.add(dispatch);
  }
  for (const rule of FILE_RULES) if (isAsked(rule)) run(rule, report => rule.check?.(analysis, report));
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
function reachable({ model, graph }: Analysis): number[] {
  return reachableFrom(graph, targetStage(model, model.options.target));
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
