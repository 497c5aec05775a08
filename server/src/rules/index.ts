/** The rules, and what they find in a model. */
import { fileCheckOptions, includesRule, instructionCheckOptions } from "../stages/checkOptions";
import { findCycle, stageGraph } from "../stages/graph";
import { readStages, NO_OPTIONS } from "../stages/model";
import type { Stage, StageModel } from "../stages/model";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { blankBaseName } from "./blankBaseName";
import { circularStageDependency } from "./circularStageDependency";
import { duplicateStageName } from "./duplicateStageName";
import { forwardStageReference } from "./forwardStageReference";
import { fromAsCasing } from "./fromAsCasing";
import { fromPlatformFlagConstDisallowed } from "./fromPlatformFlagConstDisallowed";
import { invalidDefaultArgInFrom } from "./invalidDefaultArgInFrom";
import { invalidDefinitionDescription } from "./invalidDefinitionDescription";
import { invalidDirective } from "./invalidDirective";
import { invalidExpansion } from "./invalidExpansion";
import { invalidFlag } from "./invalidFlag";
import { invalidFromArguments } from "./invalidFromArguments";
import { invalidImageReference } from "./invalidImageReference";
import { invalidMount } from "./invalidMount";
import { invalidOnbuild } from "./invalidOnbuild";
import { invalidPlatform } from "./invalidPlatform";
import { invalidStageIndex } from "./invalidStageIndex";
import { invalidStageName } from "./invalidStageName";
import { lineTooLong } from "./lineTooLong";
import { noBuildStage } from "./noBuildStage";
import { redundantTargetPlatform } from "./redundantTargetPlatform";
import { reservedStageName } from "./reservedStageName";
import type { Finding, Report, Rule, RuleContext } from "./rule";
import { stageNameCasing } from "./stageNameCasing";
import { readTriggers } from "./triggers";
import { undefinedArgInFrom } from "./undefinedArgInFrom";
import { unknownInstruction } from "./unknownInstruction";
import { unterminatedHeredoc } from "./unterminatedHeredoc";
import { variableInFrom } from "./variableInFrom";

/** Every rule, the errors first. */
export const RULES: readonly Rule[] = [
  blankBaseName,
  circularStageDependency,
  forwardStageReference,
  invalidDirective,
  invalidExpansion,
  invalidFlag,
  invalidFromArguments,
  invalidImageReference,
  invalidMount,
  invalidOnbuild,
  invalidPlatform,
  invalidStageIndex,
  invalidStageName,
  lineTooLong,
  noBuildStage,
  unknownInstruction,
  unterminatedHeredoc,
  variableInFrom,
  duplicateStageName,
  fromAsCasing,
  fromPlatformFlagConstDisallowed,
  invalidDefaultArgInFrom,
  invalidDefinitionDescription,
  redundantTargetPlatform,
  reservedStageName,
  stageNameCasing,
  undefinedArgInFrom,
];

/** A finding with the rule it comes from. */
export interface RuleFinding extends Finding {
  readonly rule: Rule;
  /** The rule's own, but an error where `# check=error=true` makes warnings fail the build. */
  readonly severity: Rule["severity"];
}

/** Rules that judge lines by themselves, and those that judge the file. */
const LINE_RULES = RULES.filter(rule => rule.checkLine);
const FILE_RULES = RULES.filter(rule => rule.check);

/**
 * Runs every rule on a model. A rule that throws loses only itself; `onThrow` hears of it. What `# check=` silences is
 * left out. `faultless` keeps the stages in whose lines nothing was found: the next version may lend them.
 */
export function checkModel(
  model: StageModel,
  onThrow: (rule: Rule, error: unknown) => void,
  faultless = new WeakSet<Stage>(),
): RuleFinding[] {
  const options = fileCheckOptions(model.file.text);
  const found: RuleFinding[] = [];
  const run = (rule: Rule, check: (report: Report) => void) => {
    const isWarning = rule.severity === "warning";
    const severity = isWarning && options.error ? "error" : rule.severity;
    try {
      check(finding => {
        const { skip } = instructionCheckOptions(finding.line?.comments ?? []);
        if (!isWarning || !includesRule(skip, rule.id)) found.push({ ...finding, rule, severity });
      });
    } catch (error) {
      onThrow(rule, error);
    }
  };

  checkLines(model.preamble, run);
  for (const stage of model.stages) {
    if (faultless.has(stage)) continue;
    const before = found.length;
    checkLines([stage.line, ...stage.body], run);
    if (found.length === before) faultless.add(stage);
  }
  const context = contextOf(model);
  for (const rule of FILE_RULES) {
    const asked = rule.experimental
      ? includesRule(options.experimental, rule.id)
      : rule.severity === "error" || !includesRule(options.skip, rule.id);
    if (asked) run(rule, report => rule.check?.(context, report));
  }
  return found;
}

function checkLines(
  lines: readonly LogicalLine[],
  run: (rule: Rule, check: (report: Report) => void) => void,
): void {
  for (const rule of LINE_RULES)
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
