/** Runs the rules on an analysis, and on nothing of it twice. */
import type { Analysis } from "../../stages/analysis/analysis";
import type { StageEvaluation } from "../../stages/evaluation/evaluateStage";
import { reachableFrom, targetStage } from "../../stages/model/graph";
import { baseStage } from "../../stages/model/baseStage";
import { MOST_TRIGGERED } from "../../stages/model/model";
import type { Stage, StageModel } from "../../stages/model/model";
import { wordsFault } from "../facts/argumentsFault";
import type { AskedRule, AskedRules } from "./askedRules";
import { withCauses } from "./causes";
import { keepFinding, movedFinding } from "./finding";
import type { KeptFinding, RuleFinding } from "./finding";
import { createMemory, restore } from "./memory";
import type { CheckMemory } from "./memory";
import { NOTHING_SAID, withIncomplete } from "./incompleteCheck";
import type { LeftOutReason } from "./incompleteCheck";
import { onbuildSourceAt, reportTo } from "../rule";
import type { Report, Rule } from "../rule";
import type { RuleSettings } from "./ruleSettings";
import { DEFAULT_RULE_SETTINGS } from "./ruleSettings";

/** How many instructions are checked: nobody writes more, and a client waits for the answer. */
export const MOST_CHECKED = 30_000;

/** Hears of a rule that throws. */
export type OnThrow = (rule: Rule, error: unknown) => void;

/**
 * Runs a rule on something: for its findings, and again in a later version when somebody asks for their fixes. So it holds
 * nothing of the version in which it is made but what lasts as long as the finding.
 */
type Check = (report: Report) => void;

/** Runs a rule, and makes what it finds something that can be kept. */
type RunAndKeep = (asked: AskedRule, check: Check) => readonly KeptFinding[];

/**
 * Runs every rule on an analysis. A rule that throws loses only itself; `onThrow` hears of it. What `# check=` silences is
 * left out; the rest is in the order of the file. `memory` is what was found in the versions before: an edit costs the
 * judging of what it changed, and the findings in all else move to where they stand now.
 */
export function checkModel(
  analysis: Analysis,
  onThrow: OnThrow,
  memory: CheckMemory = createMemory(),
  settings: RuleSettings = DEFAULT_RULE_SETTINGS,
): RuleFinding[] {
  const { model } = analysis;
  const asked = restore(memory, analysis, settings);
  const run = ({ rule, severity }: AskedRule, check: Check): RuleFinding[] => {
    const found: RuleFinding[] = [];
    const leaveOut = (leftOut: LeftOutReason) => found.push({ ...NOTHING_SAID, rule, severity, leftOut });
    try {
      check(
        reportTo(
          finding => {
            if (asked.isReported(rule, finding)) found.push({ ...finding, rule, severity });
          },
          () => leaveOut("large"),
        ),
      );
    } catch (error) {
      leaveOut("failed");
      onThrow(rule, error);
    }
    return found;
  };
  const keep: RunAndKeep = (rule, check) =>
    run(rule, check).map(finding => keepFinding(finding, model.file.lines, check));

  const found = asked.line.flatMap(rule =>
    run(rule, report => {
      for (const line of model.preamble.slice(0, MOST_CHECKED)) rule.rule.checkLine?.(line, report);
    }),
  );
  const stages = checkedStages(model);
  for (const stage of stages) {
    const kept = memory.local.get(stage) ?? checkLocally(asked, stage, memory, keep);
    memory.local.set(stage, kept);
    for (const finding of kept) found.push(movedFinding(finding));
  }
  const needed = model.options.target === undefined ? null : new Set(reachable(analysis));
  for (const stage of stages) {
    const evaluation = needed?.has(stage.index) === false ? null : analysis.evaluation(stage);
    if (!evaluation) continue;
    const kept = memory.evaluated.get(evaluation) ?? checkEvaluated(asked, evaluation, memory, keep);
    memory.evaluated.set(evaluation, kept);
    for (const finding of kept) found.push(movedFinding(finding));
  }
  for (const rule of asked.file)
    for (const finding of run(rule, report => rule.rule.check?.(analysis, report))) found.push(finding);
  const isCut = stages.length < model.stages.length || model.preamble.length > MOST_CHECKED;
  return withIncomplete(model.file.text, withCauses(analysis, found), isCut ? MOST_CHECKED : null).sort(
    (a, b) => a.span.start - b.span.start,
  );
}

/** The first stages, as many as have not too many instructions, with those that they trigger. */
function checkedStages(model: StageModel): readonly Stage[] {
  let left = MOST_CHECKED;
  const first = model.stages.findIndex(stage => {
    const triggered = baseStage(model, stage)?.triggers.length ?? 0;
    left -= 1 + stage.body.length + Math.min(triggered, MOST_TRIGGERED);
    return left < 0;
  });
  return first === -1 ? model.stages : model.stages.slice(0, first);
}

/** What is found in a stage and its lines by themselves. */
function checkLocally(
  asked: AskedRules,
  stage: Stage,
  memory: CheckMemory,
  keep: RunAndKeep,
): readonly KeptFinding[] {
  // The builder reads the instructions of a stage that a named context replaces, and does nothing of what they say.
  const isMeant = ({ rule }: AskedRule) => !stage.replaced || rule.origin !== "own";
  return [
    ...asked.line.filter(isMeant).flatMap(rule => keep(rule, linesCheck(rule, stage))),
    ...asked.local.filter(isMeant).flatMap(rule => keep(rule, localCheck(rule, stage, memory))),
  ];
}

function linesCheck({ rule }: AskedRule, { line, body }: Stage): Check {
  return report => {
    rule.checkLine?.(line, report);
    for (const bodyLine of body) rule.checkLine?.(bodyLine, report);
  };
}

function localCheck({ rule }: AskedRule, stage: Stage, memory: CheckMemory): Check {
  return report => {
    if (memory.analysis) rule.checkStageLocally?.(stage, memory.analysis, report);
  };
}

/** What is found in what the builder does in a stage. */
function checkEvaluated(
  asked: AskedRules,
  evaluation: StageEvaluation,
  memory: CheckMemory,
  keep: RunAndKeep,
): readonly KeptFinding[] {
  return [
    ...asked.onbuild.flatMap(rule => keep(rule, onbuildCheck(rule, evaluation))),
    ...asked.stage.flatMap(rule => keep(rule, stageCheck(rule, evaluation, memory))),
  ];
}

function stageCheck({ rule }: AskedRule, evaluation: StageEvaluation, memory: CheckMemory): Check {
  return report => {
    if (memory.analysis) rule.checkStage?.(evaluation, memory.analysis, report);
  };
}

/** Lines that a base holds back are instructions of the stage that triggers them; the builder points at its `FROM`. */
function onbuildCheck({ rule }: AskedRule, { parent, stage: { line: from } }: StageEvaluation): Check {
  return report => {
    for (const { instruction, heredocs, start, end } of parent?.triggers.slice(0, MOST_TRIGGERED) ?? []) {
      const { trigger } = instruction;
      // What is wrong with its words is said of the line itself.
      if (!trigger || wordsFault(trigger)) continue;
      rule.checkLine?.(
        { ...from, instruction: trigger, heredocs },
        reportTo(({ message }) => {
          report({ span: from, message, related: onbuildSourceAt({ start, end }) });
        }, report.tooLarge),
      );
    }
  };
}

/** The stages that a build of the target goes through. */
function reachable({ model, graph }: Analysis): number[] {
  return reachableFrom(graph, targetStage(model, model.options.target));
}
