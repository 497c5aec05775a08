/** What a variable of a stage stands for at a place: who gives it the value, which stage it comes from, what it overrides. */
import * as l10n from "@vscode/l10n";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Declaration, VariableOccurrence } from "../../stages/analysis/variables/stageVariables";
import { mayBeSetByImage } from "../../stages/evaluation/rootEnvironment";
import { baseChain } from "../../stages/model/baseStage";
import { stageAt } from "../../stages/model/model";
import type { Stage } from "../../stages/model/model";
import { predefinedValues } from "../../stages/model/scope";
import { descriptionOf } from "../../stages/model/stageName";
import { declarationOf, variableValue } from "../../stages/model/variables";
import type { FeatureContext } from "../context";
import { code, filled, listed, paragraph, strong } from "./markup";
import type { Block, Line } from "./markup";
import { eachPlatform, mergedLines } from "./eachPlatform";
import { fromDefault, fromBuild, valueTitle, varyingTitle } from "./valueWords";
import { described, lineNumber } from "./words";

/** Arguments that the builder hands to every `RUN` without an `ARG` (spec 4.1). */
const PROXY = /^(?:https?|ftp|no|all)_proxy$/i;

/** The card of a variable of a stage where it is set or used. */
export function variableCard(context: FeatureContext, place: VariableOccurrence): Block[] {
  const readings = eachPlatform(context.analysis).map(({ analysis, platforms }) => {
    const reading = { ...context, analysis };
    const read = placeOn(analysis, place);
    return { reading, place: read, giver: giverOf(read), platforms };
  });
  const values = readings.map(({ giver, platforms }) => ({ lines: [valueLine(giver)], platforms }));
  const varies = mergedLines(values).length > 1;
  const items = mergedLines(
    readings.map(({ reading, place: read, giver, platforms }) => ({
      lines: giver ? [source(reading, giver, varies), ...more(reading, read, giver)] : missing(reading, read),
      platforms,
    })),
  );
  const giver = giverOf(place);
  return [
    varies ? varyingTitle(place.name) : title(place.name, giver),
    ...(giver ? described(descriptionOf(giver.line.comments, place.name)) : []),
    { kind: "list", items: [...(varies ? mergedLines(values) : []), ...items] },
  ];
}

/** The same place as builds for other platforms read it. */
function placeOn({ model, variables }: Analysis, place: VariableOccurrence): VariableOccurrence {
  const stage = stageAt(model, place.line.start);
  if (!stage) return place;
  const { own, held } = variables(stage);
  const isSame = ({ line, span, heredoc }: VariableOccurrence) =>
    line === place.line && span.start === place.span.start && heredoc === place.heredoc;
  return [own, held].flatMap(one => one?.occurrences ?? []).find(isSame) ?? place;
}

/**
 * Whether there is nothing to say of a variable but the value that a line of the same stage writes: what servers tell that know
 * single stages. They read the first argument of a line, and no heredocs.
 */
export function isValueAlone(context: FeatureContext, place: VariableOccurrence): boolean {
  const giver = giverOf(place);
  if (!giver || giver.isHeld || place.heredoc || more(context, place, giver).length > 0) return false;
  const { source, written, value, line, span } = giver;
  const isFirst = line.instruction.words[0]?.span.start === span.start;
  return (
    (source === "env" || (source === "default" && isFirst)) &&
    written?.replace(/^(["'])(.*)\1$/, "$2") === value &&
    descriptionOf(line.comments, place.name) === null
  );
}

/** What there is to say beside who gives the value. */
function more(context: FeatureContext, place: VariableOccurrence, giver: Declaration): Line[] {
  const stage = stageAt(context.analysis.model, place.line.start);
  return [
    ...(stage && (giver.isHeld || giver.stage !== stage) ? [inherited(context, stage, giver)] : []),
    ...(stage ? ofImage(context, stage, place, giver) : []),
    ...overridden(context, giver),
    ...argument(context, place, giver),
    ...inContainers(context, place, giver),
  ];
}

/** What counts at a place: of a line that sets the variable, the line itself. */
function giverOf({ declares, reader, known }: VariableOccurrence): Declaration | null {
  if (declares && declares.source !== "before") return declares;
  return (reader === "container" ? known?.env : known?.giver) ?? null;
}

function title(name: string, giver: Declaration | null): Block {
  if (giver?.value !== undefined && giver.isOpen)
    return paragraph(...filled(l10n.t("{0} — known only during a build"), strong(name)));
  return valueTitle(name, giver?.value);
}

/** What a variable stands for on some platforms. */
function valueLine(giver: Declaration | null): Line {
  if (giver?.value === undefined) return [l10n.t("no value")];
  if (giver.isOpen) return [l10n.t("known only during a build")];
  return giver.value === "" ? [l10n.t("empty")] : [code(giver.value)];
}

function source(context: FeatureContext, giver: Declaration, varies: boolean): Line {
  const { name, source, written, value, isOpen } = giver;
  const line = lineOf(context, giver);
  const asWritten = written !== null && written !== value ? code(written) : null;
  switch (source) {
    case "env":
      return asWritten
        ? filled(l10n.t("{0} in line {1}: {2}"), code("ENV"), line, asWritten)
        : filled(l10n.t("{0} in line {1}"), code("ENV"), line);
    case "given":
      return fromBuild(context, name, written, line);
    case "default":
      return fromDefault(written === value ? null : written, line, isOpen);
    case "global":
      return outer(context, giver, varies);
    case "before":
    case "none":
      return filled(
        l10n.t("Declared in line {0} without a default value. Builds pass the value with {1}"),
        line,
        code(`--build-arg ${name}=…`),
      );
  }
}

/** The value that an `ARG` of a stage takes over from before the first stage, or from the builder. */
function outer(context: FeatureContext, giver: Declaration, varies: boolean): Line {
  const { model } = context.analysis;
  const { name } = giver;
  const declared = declarationOf(model, giver);
  const { origin, declaration } = variableValue(model, name, declared);
  if (origin !== "default" || !declaration)
    return [
      varies
        ? l10n.t("Set by the builder for each build")
        : l10n.t("Set by the builder for each build. The editor uses this value"),
    ];
  return filled(
    l10n.t("{0} in line {1} takes the value of {0} in line {2}"),
    code("ARG"),
    lineOf(context, giver),
    lineOf(context, declaration),
  );
}

function inherited({ analysis }: FeatureContext, stage: Stage, { stage: from, isHeld }: Declaration): Line {
  if (isHeld) return filled(l10n.t("Set by {0} in the stage {1}"), code("ONBUILD"), strong(from.displayName));
  const chain = baseChain(analysis.model, stage).slice(1);
  const between = chain.slice(0, Math.max(0, chain.indexOf(from)));
  const name = strong(from.displayName);
  if (between.length === 0) return filled(l10n.t("Inherited from the stage {0}"), name);
  return filled(
    l10n.t("Inherited from the stage {0} through {1}"),
    name,
    listed(between.reverse(), ({ displayName }) => [strong(displayName)], " → "),
  );
}

/** The image that the bases begin with goes before what their `ARG` lines set, and gives what an `ARG` leaves alone. */
function ofImage(
  { analysis }: FeatureContext,
  stage: Stage,
  { name, known }: VariableOccurrence,
  giver: Declaration,
): Line[] {
  const environment = analysis.evaluation(stage)?.inherited;
  if (!environment || giver.isHeld || known?.env || !mayBeSetByImage(environment, name)) return [];
  if (giver.source === "none" || giver.source === "before") return [[l10n.t("The base image may set it")]];
  if (giver.source === "env" || giver.stage === stage) return [];
  return [filled(l10n.t("If the base image sets it with {0}, that value is used instead"), code("ENV"))];
}

function overridden(context: FeatureContext, { before }: Declaration): Line[] {
  if (!before || before.value === undefined) return [];
  const keyword = code(before.source === "env" ? "ENV" : "ARG");
  const line = lineOf(context, before);
  return [
    before.isOpen || before.value === ""
      ? filled(l10n.t("Overrides {0} in line {1}"), keyword, line)
      : filled(l10n.t("Overrides {0} in line {1}: {2}"), keyword, line, code(before.value)),
  ];
}

/** An `ARG` behind what gives the value, by which a build can give another one. */
function argument(
  context: FeatureContext,
  { name, known, declares }: VariableOccurrence,
  giver: Declaration,
): Line[] {
  const arg = declares?.source === "before" ? declares : known?.arg;
  if (!arg || arg === giver || arg.source !== "before") return [];
  return [
    filled(
      l10n.t("{0} in line {1} lets builds override it with {2}"),
      code("ARG"),
      lineOf(context, arg),
      code(`--build-arg ${name}=…`),
    ),
  ];
}

/** Containers have the last `ENV`, whatever an `ARG` says in the build. */
function inContainers(context: FeatureContext, { known }: VariableOccurrence, giver: Declaration): Line[] {
  const env = known?.env;
  if (!env || giver.source === "env" || env.value === undefined || env.isOpen) return [];
  return [
    filled(
      l10n.t("Containers have {0}, from {1} in line {2}"),
      code(env.value),
      code("ENV"),
      lineOf(context, env),
    ),
  ];
}

/** Why a variable has no value at a place. */
function missing(context: FeatureContext, { name, reader, known, line }: VariableOccurrence): Line[] {
  const { model, evaluation } = context.analysis;
  const { scope } = model;
  const stage = stageAt(model, line.start);
  const declared = scope.args.findLast(arg => arg.name === name);
  const arg = code(`ARG ${name}`);
  if (known)
    return [
      filled(
        l10n.t("{0} in line {1} counts only during the build. Containers have what {2} sets"),
        code("ARG"),
        lineOf(context, known.giver),
        code("ENV"),
      ),
    ];
  if (declared)
    return [
      filled(
        l10n.t("{0} in line {1} is not visible in a stage. The stage has to declare it with {2}"),
        code("ARG"),
        lineOf(context, declared),
        arg,
      ),
    ];
  if (predefinedValues(scope.madeOf).has(name))
    return [filled(l10n.t("The builder sets it only in stages that declare it with {0}"), arg)];
  if (PROXY.test(name))
    return [filled(l10n.t("Builds pass it to {0} with {1}"), code("RUN"), code(`--build-arg ${name}=…`))];
  const nobody = filled(l10n.t("No {0} and no {1} in this file sets it"), code("ARG"), code("ENV"));
  if (reader === "builder" && stage && evaluation(stage)?.inherited.root === "scratch") return [nobody];
  return [
    nobody,
    [
      reader === "builder"
        ? l10n.t("The base image may set it")
        : l10n.t("The base image or the script may set it"),
    ],
  ];
}

function lineOf(context: FeatureContext, { line }: Pick<Declaration, "line">): string {
  return String(lineNumber(context, line.start));
}
