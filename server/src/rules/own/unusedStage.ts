import * as l10n from "@vscode/l10n";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { buildsSummary, stagesBuilt, targetOf, tellsTargets } from "../../stages/model/buildsAround";
import { needed, neededBy } from "../../stages/model/graph";
import type { StageGraph } from "../../stages/model/graph";
import { stageLabel, stageSpan } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import { dropStage } from "../../edits/stageOrder";
import { choice } from "../fix";
import { misspelledFrom } from "../facts/misspelledFrom";
import type { Finding, Rule } from "../rule";
import type { Analysis } from "../../stages/analysis/analysis";

/** Stages of these names are steps on the way to others: nobody writes them to be built by themselves. */
const STEPS = /^(?:base|build|builder|common|compile|compiler|dependencies|deps|install|installer|packages)$/;

export const unusedStage: Rule = {
  id: "UnusedStage",
  title: "A stage should be needed by a target of the file",
  advice: () => l10n.t("Use the stage, or remove it."),
  severity: "hint",
  origin: "own",
  isAboutStages: true,
  check(context, report) {
    const { model } = context;
    if (model.stages.length < 2) return;
    const used = usedStages(context);
    if (used.every(Boolean)) return;
    const { misspelledStages } = context;
    if (!misspelledStages) report.tooLarge();
    if (misspelledStages?.size !== 0 || !isReadAsMeant(context) || hasLostTarget(context)) return;
    const find = (stage: Stage): Finding => ({
      span: stageSpan(stage),
      message: reason(context, stage),
      line: stage.line,
      isUnnecessary: true,
      fixes: () => [choice(l10n.t('Remove the stage "{0}"', stageLabel(stage)), dropStage(context, stage))],
    });
    for (const stage of model.stages) {
      // Somebody is still writing a FROM that is none yet.
      if (used[stage.index] || stage.base.text === "" || stage.line.instruction.words.length === 2) continue;
      const { start, end } = stageSpan(stage);
      report.about(stage, `${end - start} ${model.names.get(stage.name) ?? ""}`, find);
    }
  },
};

/**
 * Whether everything that may name a stage is read as it is meant. As long as a line is misspelled, it may be the one that
 * needs a stage: to drop that stage would be the wrong end to begin with.
 */
function isReadAsMeant({ model, cycle }: Analysis): boolean {
  const { references, file, stages } = model;
  if (cycle || file.lines.at(-1)?.heredocs.some(({ terminator }) => terminator === null)) return false;
  if (stages.some(({ line }) => hasFaultyArguments(line))) return false;
  // A name that is none may be what another line means.
  if (stages.some(({ name, nameWord, nameError }) => nameWord && (name === "" || nameError !== null)))
    return false;
  if (references.some(({ problem }) => problem !== null)) return false;
  return model.preamble.every(isLineReadAsMeant) && stages.every(areLinesReadAsMeant);
}

/**
 * Whether a build in another file ends with a stage that the file does not have: it is misspelled there, or the stage has another name
 * here and the other file follows in a moment. Any stage may be the one that is meant.
 */
function hasLostTarget({ model }: Analysis): boolean {
  const { around } = model.options;
  return (
    around?.builds.some(
      build => !build.isOpen && build.target !== null && targetOf(model, build) === null,
    ) === true
  );
}

/** What was said of stages: most of them are the same in the next version. */
const knownStages = new WeakMap<Stage, boolean>();

function areLinesReadAsMeant(stage: Stage): boolean {
  const answer = knownStages.get(stage) ?? [stage.line, ...stage.body].every(isLineReadAsMeant);
  knownStages.set(stage, answer);
  return answer;
}

function isLineReadAsMeant({ instruction: { trigger }, instruction }: LogicalLine): boolean {
  const { keyword } = trigger ?? instruction;
  return INSTRUCTIONS.has(keyword) && misspelledFrom(trigger ?? instruction) === null;
}

function hasFaultyArguments({ instruction: { words } }: LogicalLine): boolean {
  return words.length === 2 || words.length > 3;
}

function reason({ model }: Analysis, { name, index }: Stage): string {
  if (name === "")
    return l10n.t("No build needs this stage: it has no name, and no stage that is built needs it");
  if (model.names.get(name) !== index)
    return l10n.t(
      'No build needs this stage: a later stage is named "{0}" too, and no stage that is built needs this one',
      name,
    );
  const { targets = [], around } = model.options;
  // What was looked at: nobody needs to name targets that a file says.
  if (around)
    return l10n.t(
      'No build found in the workspace needs the stage "{0}" ({1})',
      name,
      buildsSummary(around.builds),
    );
  return targets.length > 0
    ? l10n.t('No target needs the stage "{0}"', name)
    : l10n.t('No stage needs "{0}", so only a build with --target {0} builds it', name);
}

/**
 * The stages that a build may reach: the last one, the targets that the settings name, and all that they need. Without
 * such settings other stages may be targets, too: people write test and development stages for nothing else.
 */
function usedStages(analysis: Analysis): readonly boolean[] {
  const { graph, model } = analysis;
  const { stages, names, options } = model;
  const targets = [...(options.targets ?? []), options.target ?? ""].map(target =>
    names.get(target.toLowerCase()),
  );
  const around = targetsAround(model);
  const ends = [stages.length - 1, ...targets].filter(index => index !== undefined);
  // What its variables come to in another build may be any stage before it.
  const varying = stages.findLastIndex(
    ({ base }) => base.expansion.matched.size + base.expansion.unmatched.size > 0,
  );
  const others = stages.filter(({ index, name, replaced }) => replaced || (name !== "" && index < varying));
  const ofOthers = others.map(({ index }) => index);
  const known = [...ends, ...around, ...ofOthers];
  return needed(graph, [
    ...known,
    ...((options.targets ?? []).length > 0 ? [] : likelyTargets(analysis, known)),
  ]);
}

/** The stages that files around the Dockerfile build: all that have a name, where one of those files may name any. */
function targetsAround(model: Analysis["model"]): number[] {
  const { around } = model.options;
  if (around?.isOpen) return model.stages.flatMap(({ name, index }) => (name === "" ? [] : [index]));
  const unplaced = (around?.unplaced ?? []).map(target => model.names.get(target.toLowerCase()));
  return [...stagesBuilt(model).map(({ index }) => index), ...unplaced.filter(index => index !== undefined)];
}

/**
 * The stages that somebody may build by their names. A stage that is called a step is one that is left out, unless the file speaks of
 * targets: in a comment, by several steps that nothing needs, by a start command in what is left out. Where builds in other files say
 * which stages are targets, only one with a start command may be run by somebody who has no file for it.
 */
function likelyTargets({ graph, model, isStarted }: Analysis, ends: readonly number[]): number[] {
  const isNeeded = needed(graph, ends);
  const left = model.stages.filter(
    ({ index, name }) => !isNeeded[index] && name !== "" && model.names.get(name) === index,
  );
  const { around } = model.options;
  if (around && tellsTargets(around) && !speaksOfTargets(model.file.text))
    return left.flatMap(({ index }) => (isStarted[index] === true ? [index] : []));
  const steps = left.filter(({ name }) => STEPS.test(name));
  const areTargets =
    leaves(graph, steps).length > 1 ||
    left.some(({ index }) => isStarted[index] === true) ||
    speaksOfTargets(model.file.text);
  return (areTargets ? left : left.filter(stage => !steps.includes(stage))).map(({ index }) => index);
}

function speaksOfTargets(text: string): boolean {
  // Most texts say nothing of it, which is found many times sooner than a line that does.
  return text.includes("--target") && /^[ \t]*#.*--target\b/m.test(text);
}

/** Of some stages those that none of the others needs. */
function leaves(graph: StageGraph, stages: readonly Stage[]): Stage[] {
  const needs = new Set(stages.flatMap(({ index }) => neededBy(graph, index)));
  return stages.filter(({ index }) => !needs.has(index));
}
