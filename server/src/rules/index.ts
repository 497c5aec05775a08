/** The rules, and what they find in a model. */
import { fileCheckOptions, includesRule, instructionCheckOptions } from "../stages/checkOptions";
import { dispatchStage } from "../stages/dispatch";
import type { StageDispatch } from "../stages/dispatch";
import { rootEnvironment } from "../stages/environment";
import { findCycle, stageGraph } from "../stages/graph";
import type { StageGraph } from "../stages/graph";
import { readStages, NO_OPTIONS } from "../stages/model";
import type { Stage, StageModel } from "../stages/model";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { blankBaseName } from "./blankBaseName";
import { circularStageDependency } from "./circularStageDependency";
import { duplicateStageName } from "./duplicateStageName";
import { forwardStageReference } from "./forwardStageReference";
import { fromAsCasing } from "./fromAsCasing";
import { fromPlatformFlagConstDisallowed } from "./fromPlatformFlagConstDisallowed";
import { invalidChecksum } from "./invalidChecksum";
import { invalidChmod } from "./invalidChmod";
import { invalidCopySource } from "./invalidCopySource";
import { invalidPort } from "./invalidPort";
import { invalidSignal } from "./invalidSignal";
import { invalidVolume } from "./invalidVolume";
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
import type { Finding, Report, Rule, RuleContext, Severity } from "./rule";
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
  invalidChecksum,
  invalidChmod,
  invalidCopySource,
  invalidPort,
  invalidSignal,
  invalidVolume,
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
  readonly severity: Severity;
}

/** Rules that judge lines by themselves, those that judge what is done in a stage, and those that judge the file. */
const LINE_RULES = RULES.filter(rule => rule.checkLine);
const STAGE_RULES = RULES.filter(rule => rule.checkStage);
const FILE_RULES = RULES.filter(rule => rule.check);

/** What a rule is set to: a severity, silence, or what the rule itself says. */
export type RuleLevel = Severity | "off" | "default";

/** What the settings say about rules. */
export interface RuleSettings {
  readonly levels: Readonly<Record<string, RuleLevel>>;
  /** Rules that are not about stages keep silent: another tool reports what they say. */
  readonly onlyStages: boolean;
}

export const DEFAULT_RULE_SETTINGS: RuleSettings = { levels: {}, onlyStages: false };

/** How loud a rule is under the settings; null where it keeps silent. */
function levelOf(rule: Rule, { levels, onlyStages }: RuleSettings): Severity | null {
  if (onlyStages && !rule.isAboutStages) return null;
  const level = levels[rule.id] ?? "default";
  if (level === "off") return null;
  if (level !== "default") return level;
  return rule.isOffByDefault ? null : rule.severity;
}

/**
 * Runs every rule on a model. A rule that throws loses only itself; `onThrow` hears of it. What `# check=` silences is
 * left out. `faultless` keeps the stages in whose lines nothing was found: the next version may lend them.
 */
export function checkModel(
  model: StageModel,
  onThrow: (rule: Rule, error: unknown) => void,
  faultless = new WeakSet<Stage>(),
  settings: RuleSettings = DEFAULT_RULE_SETTINGS,
): RuleFinding[] {
  const options = fileCheckOptions(model.file.text);
  const found: RuleFinding[] = [];
  const run = (rule: Rule, check: (report: Report) => void) => {
    const level = levelOf(rule, settings);
    if (level === null) return;
    const isSkippable = rule.origin !== "error";
    const severity = rule.origin === "builder" && options.error ? "error" : level;
    try {
      check(finding => {
        const { skip } = instructionCheckOptions(finding.line?.comments ?? []);
        if (!isSkippable || !includesRule(skip, rule.id)) found.push({ ...finding, rule, severity });
      });
    } catch (error) {
      onThrow(rule, error);
    }
  };
  const isAsked = (rule: Rule) =>
    rule.experimental
      ? includesRule(options.experimental, rule.id)
      : rule.origin === "error" || !includesRule(options.skip, rule.id);

  const lineRules = LINE_RULES.filter(isAsked);
  checkLines(lineRules, model.preamble, run);
  for (const stage of model.stages) {
    if (faultless.has(stage)) continue;
    const before = found.length;
    checkLines(lineRules, [stage.line, ...stage.body], run);
    if (found.length === before) faultless.add(stage);
  }
  const context = contextOf(model);
  const stageRules = STAGE_RULES.filter(isAsked);
  for (const dispatched of dispatches(model, context.graph))
    for (const rule of stageRules) run(rule, report => rule.checkStage?.(dispatched, report));
  for (const rule of FILE_RULES) if (isAsked(rule)) run(rule, report => rule.check?.(context, report));
  return found;
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

/** Every stage as the builder goes through it; none that a named context replaces. */
function dispatches(model: StageModel, graph: StageGraph): StageDispatch[] {
  const done: (StageDispatch | undefined)[] = [];
  for (const stage of model.stages) {
    if (stage.replaced) continue;
    const base = graph.bases[stage.index] ?? null;
    const parent = base === null ? null : (model.stages[base] ?? null);
    const inherited = done[base ?? -1]?.end ?? rootEnvironment(stage.base.to === "scratch");
    done[stage.index] = dispatchStage(model, stage, parent, inherited);
  }
  return done.filter(dispatched => dispatched !== undefined);
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
