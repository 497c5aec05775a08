/**
 * The ways in which rules are run: on lines, on a stage, on what the builder does in it and what it uses, on the file. Each is a function of
 * this file and no closure, because nearly all checks find nothing: to make something for each would cost more than the checks.
 */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Analysis } from "../../stages/analysis/analysis";
import type { StageEvaluation } from "../../stages/evaluation/stageEvaluation";
import { MOST_TRIGGERED } from "../../stages/model/model";
import type { Stage } from "../../stages/model/model";
import { wordsFault } from "../facts/argumentsFault";
import { onbuildSourceAt, reportTo } from "../rule";
import type { Report, Rule } from "../rule";
import type { AskedRule, AskedRules } from "./askedRules";
import type { RuleFinding } from "./finding";
import { foundAgain } from "./foundAgain";
import type { FileFindings } from "./foundAgain";
import { NOTHING_SAID } from "./incompleteCheck";
import type { LeftOutReason } from "./incompleteCheck";
import type { CheckMemory } from "./memory";

/** Hears of a rule that throws. */
export type OnThrow = (rule: Rule, error: unknown) => void;

/**
 * Runs a rule on something: for its findings, and again in a later version when somebody asks for their fixes. So the subject
 * holds nothing of the version in which it is made but what lasts as long as the findings; the rest is in the memory.
 */
export type Judge<Subject> = (rule: Rule, subject: Subject, memory: CheckMemory, report: Report) => void;

/** Runs rules on a subject. A rule that throws loses only itself. */
export type RunRules = <Subject>(
  rules: readonly AskedRule[],
  judge: Judge<Subject>,
  subject: Subject,
  take: Take,
) => void;

/** Is given what a rule finds. */
type Take = (finding: RuleFinding, rule: Rule) => void;

/** What runs the rules of a file. */
export function ruleRunner({ isReported }: AskedRules, memory: CheckMemory, onThrow: OnThrow): RunRules {
  const lines = memory.analysis?.model.file.lines ?? [];
  const before = memory.file;
  const now: FileFindings = new Map();
  const versions = { before, now, lines };
  memory.file = now;
  // One report serves all runs, because nearly all of them find nothing.
  let current: AskedRule | undefined;
  let take: Take = () => undefined;
  const leaveOut = (leftOut: LeftOutReason) => {
    if (current) take({ ...NOTHING_SAID, ...current, leftOut }, current.rule);
  };
  const report = reportTo(
    finding => {
      if (current && isReported(current.rule, finding)) take({ ...finding, ...current }, current.rule);
    },
    () => {
      leaveOut("large");
    },
    (subject, dependsOn, find) => {
      const finding = current && foundAgain(versions, current, subject, dependsOn, find, isReported);
      if (current && finding) take(finding, current.rule);
    },
  );
  return (rules, judge, subject, takeFound) => {
    take = takeFound;
    for (current of rules)
      try {
        judge(current.rule, subject, memory, report);
      } catch (error) {
        leaveOut("failed");
        onThrow(current.rule, error);
      }
  };
}

export const judgeLines: Judge<readonly LogicalLine[]> = (rule, lines, { analysis }, report) => {
  for (const line of lines) rule.checkLine?.(line, report, analysis);
};

export const judgeStageLines: Judge<Stage> = (rule, { line, body }, memory, report) => {
  rule.checkLine?.(line, report, memory.analysis);
  judgeLines(rule, body, memory, report);
};

/** Of a stage, or for null of what stands before the first one. */
export const judgeSection: Judge<Stage | null> = (rule, stage, { analysis }, report) => {
  if (analysis) rule.checkSection?.(analysis.section(stage), analysis, report);
};

export const judgeStageLocally: Judge<Stage> = (rule, stage, { analysis }, report) => {
  if (analysis) rule.checkStageLocally?.(stage, analysis, report);
};

export const judgeStage: Judge<StageEvaluation> = (rule, evaluation, { analysis }, report) => {
  if (analysis) rule.checkStage?.(evaluation, analysis, report);
};

export const judgeUses: Judge<Stage> = (rule, stage, { analysis }, report) => {
  const uses = analysis?.uses(stage);
  if (analysis && uses) rule.checkUses?.(uses, analysis, report);
};

/** Lines that a base holds back are instructions of the stage that triggers them; the builder points at its `FROM`. */
export const judgeTriggered: Judge<StageEvaluation> = (
  rule,
  { parent, stage: { line: from } },
  _,
  report,
) => {
  for (const { instruction, heredocs, start, end } of parent?.triggers.slice(0, MOST_TRIGGERED) ?? []) {
    const { trigger } = instruction;
    // What is wrong with its words is said of the line itself.
    if (!trigger || wordsFault(trigger)) continue;
    rule.checkLine?.(
      { ...from, instruction: trigger, heredocs },
      reportTo(({ message }) => {
        report({ span: from, message, related: onbuildSourceAt({ start, end }) });
      }, report.tooLarge),
      null,
    );
  }
};

export const judgeFile: Judge<Analysis> = (rule, analysis, _, report) => {
  rule.check?.(analysis, report);
};
