/** What a name means where it is used: a stage, an image, a context; in a `COPY` and a mount also what is taken from it. */
import * as l10n from "@vscode/l10n";
import { baseChain } from "../../stages/model/baseStage";
import { contextKey, fullReference } from "../../stages/model/imageReference";
import type { StageModel } from "../../stages/model/model";
import { referencedStage } from "../../stages/model/references";
import type { Reference } from "../../stages/model/references";
import { isInteger } from "../../stages/model/resolve";
import type { Target } from "../../stages/model/resolve";
import { meantStage } from "../../rules/facts/misspelledStage";
import { oneLine } from "../display";
import type { FeatureContext } from "../context";
import { code, filled, paragraph, strong } from "./markup";
import type { Block, Line } from "./markup";
import { stageCard } from "./stageCard";
import { copySummary } from "./copySummary";
import { basedOn, described, lineNumber, stageTitle } from "./words";

const LONGEST_REASON = 200;

/** The card of a reference. */
export function referenceCard(context: FeatureContext, reference: Reference): Block[] {
  const { model, roles } = context.analysis;
  const { form } = reference;
  const stage = referencedStage(model, reference);
  if (!stage) return otherCard(context, reference);
  if (form === "FROM") return stageCard(context, stage);
  const items = [
    ...copySummary(context.analysis, reference),
    basedOn(model, baseChain(model, stage)),
    tooEarly(reference),
  ];
  return [
    stageTitle(model, stage, roles[stage.index] ?? "needed"),
    ...described(stage.description),
    { kind: "list", items: items.filter(line => line.length > 0) },
  ];
}

/** A stage takes from those above it alone (spec 2.6). */
function tooEarly({ onbuild, to, inStage }: Reference): Line {
  if (onbuild || typeof to !== "number" || to < inStage) return [];
  return to === inStage
    ? [l10n.t("The builder refuses it: a stage cannot take from itself")]
    : [l10n.t("The builder refuses it: this stage stands below the one that takes from it")];
}

/** The card of what is no stage. */
function otherCard(context: FeatureContext, reference: Reference): Block[] {
  const { model } = context.analysis;
  const { form, to, text, inStage } = reference;
  const base = form === "FROM" ? model.stages[inStage]?.base : undefined;
  const written = base?.text ?? text;
  const needsBuildArg = base?.expansion.conditional === true;
  const name = needsBuildArg || text === "" ? written : text;
  const items = [
    ...(needsBuildArg ? [] : details(context, reference)),
    written === name ? [] : filled(l10n.t("Written {0}"), code(written)),
    ...(form === "FROM" ? [] : copySummary(context.analysis, reference)),
    problem(model, reference),
    ...nearStage(context, reference),
  ];
  return [
    paragraph(strong(name), ` — ${needsBuildArg ? l10n.t("what build arguments make of it") : kindOf(to)}`),
    { kind: "list", items: items.filter(line => line.length > 0) },
  ];
}

function kindOf(to: Target): string {
  if (to === "scratch") return l10n.t("no image: no files at all");
  if (to === "context") return l10n.t("named context");
  return to === "image" ? l10n.t("image") : l10n.t("nothing that can be built");
}

function details({ settings }: FeatureContext, { to, text }: Reference): Line[] {
  if (to === "context") {
    const key = contextKey(text);
    const place = Object.entries(settings.build.contexts).find(
      ([name]) => (contextKey(name) ?? name) === key,
    );
    return place ? [filled(l10n.t("Taken from {0}"), code(place[1]))] : [];
  }
  const full = to === "image" ? fullReference(text) : null;
  return full === null || full === text ? [] : [filled(l10n.t("In full {0}"), code(full))];
}

/** Why the builder refuses it. */
function problem({ stages }: StageModel, { problem, form }: Reference): Line {
  switch (problem?.kind) {
    case undefined:
      return [];
    case "variable":
      return filled(
        l10n.t("Variables are not filled in here: {0} takes them, and gives the image a name"),
        code("FROM"),
      );
    case "index":
      return [
        l10n.t("There is no stage of the index {0}: they are 0 to {1}", problem.index, stages.length - 1),
      ];
    case "blank":
      return [l10n.t("It comes out empty")];
    case "expansion":
      return [l10n.t("The builder refuses it: {0}", oneLine(problem.reason, LONGEST_REASON))];
    case "image":
      return [
        form === "FROM"
          ? l10n.t("The builder refuses it: {0}", oneLine(problem.reason, LONGEST_REASON))
          : l10n.t(
              "No stage, and the builder refuses it as an image: {0}",
              oneLine(problem.reason, LONGEST_REASON),
            ),
      ];
  }
}

/** A stage that may be meant where an image is named. */
function nearStage(context: FeatureContext, reference: Reference): Line[] {
  const { model } = context.analysis;
  const { to, form, text, inStage } = reference;
  if (to !== "image") return [];
  if (form === "MOUNT" && isInteger(text))
    return [filled(l10n.t("An index means a stage in {0} alone: mounts take names"), code("COPY --from"))];
  const same = model.stages[model.names.get(text.toLowerCase()) ?? -1];
  if (same && form === "FROM") {
    const line = String(lineNumber(context, same.line.start));
    return same.index >= inStage
      ? [
          filled(
            l10n.t("The stage {0}, in line {1}, stands below: a base stands above"),
            strong(same.displayName),
            line,
          ),
        ]
      : [
          filled(
            l10n.t("The stage {0} is not meant: a base is written in lower case, {1}"),
            strong(same.displayName),
            code(same.name),
          ),
        ];
  }
  const name = meantStage(model, reference);
  return name === null ? [] : [filled(l10n.t("No stage is called so; did you mean {0}?"), strong(name))];
}
