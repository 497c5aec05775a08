/** Runs the rules on an analysis, and on nothing of it twice. */
import type { Analysis } from "../../stages/analysis/analysis";
import type { StageEvaluation } from "../../stages/evaluation/stageEvaluation";
import { reachableFrom, targetStage } from "../../stages/model/graph";
import { baseStage } from "../../stages/model/baseStage";
import { MOST_TRIGGERED } from "../../stages/model/model";
import type { Stage } from "../../stages/model/model";
import type { AskedRule, AskedRules } from "./askedRules";
import { withCauses } from "./causes";
import { withoutReplaced } from "./replaced";
import { finderOf, keepFinding, movedFinding } from "./finding";
import type { FindAgain, KeptFinding, RuleFinding } from "./finding";
import { createMemory, restore } from "./memory";
import type { CheckMemory, StageFindings } from "./memory";
import { tooLong, withIncomplete } from "./incompleteCheck";
import {
  judgeFile,
  judgeLines,
  judgeSection,
  judgeStage,
  judgeStageLines,
  judgeStageLocally,
  judgeTriggered,
  judgeUses,
  ruleRunner,
} from "./judges";
import type { Judge, OnThrow } from "./judges";
import type { Rule } from "../rule";
import { withTemplate } from "./templates";
import type { RuleSettings } from "./ruleSettings";
import { DEFAULT_RULE_SETTINGS } from "./ruleSettings";

/** How many instructions are checked: nobody writes more, and a client waits for the answer. */
export const MOST_CHECKED = 30_000;

/** Runs rules on a subject, and adds what they find to `kept`, as something that can be kept. */
type RunAndKeep = <Subject>(
  rules: readonly AskedRule[],
  judge: Judge<Subject>,
  subject: Subject,
  kept: KeptFinding[],
) => void;

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
  const run = ruleRunner(asked, memory, onThrow);
  const keep: RunAndKeep = (rules, judge, subject, kept) => {
    let finders: Map<Rule, FindAgain> | undefined;
    run(rules, judge, subject, (finding, rule) => {
      finders ??= new Map();
      let findAgain = finders.get(rule);
      if (!findAgain) finders.set(rule, (findAgain = finderFor(memory, rule, judge, subject)));
      kept.push(keepFinding(finding, model.file.lines, findAgain));
    });
  };
  const found: RuleFinding[] = model.scope.isCut ? [tooLong()] : [];
  const add = (finding: RuleFinding) => found.push(finding);

  const addKept = (kept: readonly KeptFinding[]) => {
    for (const finding of kept) found.push(movedFinding(finding));
  };

  run(asked.line, judgeLines, model.preamble.slice(0, MOST_CHECKED), add);
  run(asked.section, judgeSection, null, add);
  const stages = checkedStages(analysis);
  const needed = model.options.target === undefined ? null : new Set(reachable(analysis));
  for (const stage of stages) {
    const evaluation = needed?.has(stage.index) === false ? null : analysis.evaluation(stage);
    const findings = findingsIn(memory, asked, keep, stage, evaluation);
    addKept(findings.local);
    addKept(findings.evaluated);
    addKept(findings.used);
  }
  run(asked.file, judgeFile, analysis, add);
  const isCut = stages.length < model.stages.length || model.preamble.length > MOST_CHECKED;
  const isTriggerLeftOut = stages.some(stage => triggerCount(analysis, stage) > MOST_TRIGGERED);
  const told = withTemplate(analysis, withoutReplaced(analysis, withCauses(analysis, found)));
  return withIncomplete(model.file.text, told, {
    instructions: isCut ? MOST_CHECKED : null,
    triggers: isTriggerLeftOut ? MOST_TRIGGERED : null,
  }).sort((a, b) => a.span.start - b.span.start);
}

/** A function of its own, because a closure holds all that is around it: here the version in which the finding was made. */
function finderFor<Subject>(
  memory: CheckMemory,
  rule: Rule,
  judge: Judge<Subject>,
  subject: Subject,
): FindAgain {
  return finderOf(
    () => memory.analysis,
    report => {
      judge(rule, subject, memory, report);
    },
  );
}

/** The first stages, as many as have not too many instructions, with those that they trigger. */
function checkedStages(analysis: Analysis): readonly Stage[] {
  const { model } = analysis;
  let left = MOST_CHECKED;
  const first = model.stages.findIndex(stage => {
    left -= 1 + stage.body.length + Math.min(triggerCount(analysis, stage), MOST_TRIGGERED);
    return left < 0;
  });
  return first === -1 ? model.stages : model.stages.slice(0, first);
}

/** How many `ONBUILD` lines a stage triggers. */
function triggerCount({ model }: Analysis, stage: Stage): number {
  return baseStage(model, stage)?.triggers.length ?? 0;
}

/** What is found in a stage: as before where what it was found in is the same. */
function findingsIn(
  memory: CheckMemory,
  asked: AskedRules,
  keep: RunAndKeep,
  stage: Stage,
  evaluation: StageEvaluation | null,
): StageFindings {
  let known = memory.stages.get(stage);
  if (!known) {
    const local = checkLocally(asked, stage, keep);
    known = { local, evaluation: null, evaluated: NOTHING, uses: null, facts: memory.facts, used: NOTHING };
    memory.stages.set(stage, known);
  }
  if (known.evaluation !== evaluation) {
    known.evaluation = evaluation;
    known.evaluated = evaluation ? checkEvaluated(asked, evaluation, keep) : NOTHING;
  }
  const uses = memory.analysis?.uses(stage) ?? null;
  if (known.uses !== uses || known.facts !== memory.facts) {
    known.uses = uses;
    known.facts = memory.facts;
    known.used = checkUses(asked, stage, keep);
  }
  return known;
}

/** What is found in a stage and its lines by themselves. */
function checkLocally(asked: AskedRules, stage: Stage, keep: RunAndKeep): readonly KeptFinding[] {
  const kept: KeptFinding[] = [];
  keep(asked.line, judgeStageLines, stage, kept);
  keep(asked.section, judgeSection, stage, kept);
  keep(asked.local, judgeStageLocally, stage, kept);
  if (stage.base.expansion.isCut) kept.push({ finding: tooLong(), places: [] });
  return kept.length === 0 ? NOTHING : kept;
}

/** What is found in what the builder does in a stage. */
function checkEvaluated(
  asked: AskedRules,
  evaluation: StageEvaluation,
  keep: RunAndKeep,
): readonly KeptFinding[] {
  const kept: KeptFinding[] = [];
  keep(asked.onbuild, judgeTriggered, evaluation, kept);
  keep(asked.stage, judgeStage, evaluation, kept);
  if (evaluation.end.isCut) kept.push({ finding: tooLong(), places: [] });
  return kept.length === 0 ? NOTHING : kept;
}

/** What is found in what a stage uses of the others. */
function checkUses(asked: AskedRules, stage: Stage, keep: RunAndKeep): readonly KeptFinding[] {
  const kept: KeptFinding[] = [];
  keep(asked.uses, judgeUses, stage, kept);
  return kept.length === 0 ? NOTHING : kept;
}

const NOTHING: readonly KeptFinding[] = [];

/** The stages that a build of the target goes through. */
function reachable({ model, graph }: Analysis): number[] {
  return reachableFrom(graph, targetStage(model, model.options.target));
}
