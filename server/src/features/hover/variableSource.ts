/** Where the value of a variable comes from, in words: an instruction, another stage, the image, the build, or nowhere. */
import * as l10n from "@vscode/l10n";
import type { Declaration, VariableOccurrence } from "../../stages/analysis/variables/stageVariables";
import { mayBeSetByImage } from "../../stages/evaluation/rootEnvironment";
import { baseChain } from "../../stages/model/baseStage";
import { stageAt } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import { predefinedValues } from "../../stages/model/scope";
import { declarationOf, variableValue } from "../../stages/model/variables";
import type { FeatureContext } from "../context";
import { code, filled, listed, strong } from "./markup";
import type { Line } from "./markup";
import { fromDefault, fromBuild } from "./valueWords";
import { lineNumber } from "./words";

/** Arguments that the builder hands to every `RUN` without an `ARG` (spec 4.1). */
const PROXY = /^(?:https?|ftp|no|all)_proxy$/i;

/** What gives the value, with the line of the instruction. */
export function source(context: FeatureContext, giver: Declaration, varies: boolean): Line {
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

/** The value that comes from the stage that the variable's stage is based on. */
export function inherited(
  { analysis }: FeatureContext,
  stage: Stage,
  { stage: from, isHeld, linked }: Declaration,
): Line {
  if (linked) {
    const name = strong(from.displayName);
    return isHeld
      ? filled(l10n.t("Set by {0} in the stage {1} of {2}"), code("ONBUILD"), name, linked.label)
      : filled(l10n.t("Inherited from the stage {0} of {1}"), name, linked.label);
  }
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
export function ofImage(
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

/** The values that it had before, which nothing reads from there on. */
export function overridden(context: FeatureContext, { before }: Declaration): Line[] {
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
export function argument(
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
export function inContainers(
  context: FeatureContext,
  { known }: VariableOccurrence,
  giver: Declaration,
): Line[] {
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
export function missing(context: FeatureContext, { name, reader, known, line }: VariableOccurrence): Line[] {
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

function lineOf(context: FeatureContext, { line, linked }: Pick<Declaration, "line" | "linked">): string {
  return linked
    ? l10n.t("{0} of {1}", linked.lineOf(line.start), linked.label)
    : String(lineNumber(context, line.start));
}
