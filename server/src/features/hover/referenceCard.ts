/** What a name means where it is used: a stage, an image, a context; in a `COPY` and a mount also what is taken from it. */
import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Analysis } from "../../stages/analysis/analysis";
import { baseChain } from "../../stages/model/baseStage";
import { contextKey, fullReference } from "../../stages/model/imageReference";
import { imageText, referencedStage } from "../../stages/model/references";
import type { Reference } from "../../stages/model/references";
import { isInteger } from "../../stages/model/resolve";
import type { Target } from "../../stages/model/resolve";
import { oneLine } from "../display";
import type { FeatureContext } from "../context";
import { NOTHING_LINKED, givenContexts, stageOfUse } from "../linkedStages";
import type { LinkedDockerfiles } from "../linkedStages";
import { linesOnPlatforms } from "./eachPlatform";
import { code, filled, paragraph, strong } from "./markup";
import type { Block, Line } from "./markup";
import { stageCard, stageFacts } from "./stageCard";
import { copySummary } from "./copySummary";
import { varyingTitle } from "./valueWords";
import { basedOn, described, lineNumber, onPlatforms, stageTitle } from "./words";

const LONGEST_REASON = 200;

/** The card of a reference. */
export function referenceCard(
  context: FeatureContext,
  reference: Reference,
  linked: LinkedDockerfiles = NOTHING_LINKED,
): Block[] {
  return [...ownCard(context, reference), ...contextCards(context, reference, linked)];
}

/** What builds give for the name, where none is in force, and the stages whose images it then is; each once. */
function contextCards(context: FeatureContext, reference: Reference, linked: LinkedDockerfiles): Block[] {
  const isInForce = linked.inForce(context.document.uri) !== null;
  const cards = new Map<string, Block[]>();
  for (const { use, value, other } of givenContexts(context, reference, linked)) {
    const label = strong(linked.labelOf(use));
    const to = other && stageOfUse(other, linked);
    const path = linked.shownPath(other?.dockerfile.path ?? use.place.file);
    const card = to
      ? [
          paragraph(
            ...filled(
              l10n.t("In {0}, this is the image that {1} builds from {2}"),
              label,
              linked.labelOf(other),
              code(path),
            ),
          ),
          ...stageFacts(to.context, to.stage),
        ]
      : // Of the build in force it is said above.
        isInForce
        ? []
        : [paragraph(...filled(l10n.t("In {0}, this is the named context {1}"), label, code(value.text)))];
    cards.set(JSON.stringify(card), card);
  }
  return [...cards.values()].flat();
}

/** What the file itself says. */
function ownCard(context: FeatureContext, reference: Reference): Block[] {
  const { analysis } = context;
  const { model, roles } = analysis;
  const { form } = reference;
  if (reference.byPlatform.length > 0) return platformCard(context, reference);
  const stage = referencedStage(model, reference);
  if (!stage) return otherCard(context, reference);
  if (form === "FROM") return stageCard(context, stage);
  const items = [
    ...linesOnPlatforms(context.analysis, each => copySummary(each, reference)),
    basedOn(analysis, baseChain(model, stage)),
    tooEarly(reference),
  ];
  return [
    stageTitle(analysis, stage, roles[stage.index] ?? "needed"),
    ...described(stage.description),
    { kind: "list", items: items.filter(line => line.length > 0) },
  ];
}

/** The card of a base that is another one on each platform. */
function platformCard({ analysis }: FeatureContext, { byPlatform, inStage }: Reference): Block[] {
  const written = analysis.model.stages[inStage]?.base.text ?? "";
  return [
    varyingTitle(written),
    { kind: "list", items: byPlatform.map(base => onPlatforms(analysis, base)) },
  ];
}

/** A stage takes from those above it alone (spec 2.6). */
function tooEarly({ onbuild, to, inStage }: Reference): Line {
  if (onbuild || typeof to !== "number" || to < inStage) return [];
  return to === inStage
    ? [l10n.t("The builder rejects it: a stage cannot copy or mount from itself")]
    : [l10n.t("The builder rejects it: this stage is below the stage that uses it")];
}

/** The card of what is no stage. */
function otherCard(context: FeatureContext, reference: Reference): Block[] {
  const { model } = context.analysis;
  const { form, to, text, inStage } = reference;
  const base = form === "FROM" ? model.stages[inStage]?.base : undefined;
  const image = imageText(reference);
  const written = base?.text ?? image;
  const needsBuildArg = base?.expansion.conditional === true;
  const name = needsBuildArg || text === "" ? written : image;
  const items = [
    ...(needsBuildArg ? [] : details(context, reference)),
    implicitIndex(context, reference),
    written === name ? [] : filled(l10n.t("Value of {0}"), code(written)),
    ...(form === "FROM" ? [] : copySummary(context.analysis, reference)),
    problem(context.analysis, reference),
    ...nearStage(context, reference),
  ];
  return [
    paragraph(strong(name), ` — ${needsBuildArg ? l10n.t("depends on a build argument") : kindOf(to)}`),
    { kind: "list", items: items.filter(line => line.length > 0) },
  ];
}

function kindOf(to: Target): string {
  if (to === "scratch") return l10n.t("empty image, without any files");
  if (to === "context") return l10n.t("named context");
  return to === "image" ? l10n.t("image") : l10n.t("not a valid base image");
}

function details({ settings, analysis: { model } }: FeatureContext, reference: Reference): Line[] {
  const { to } = reference;
  const text = imageText(reference);
  if (to === "context") {
    const key = contextKey(text);
    const isMeant = (name: string) => (contextKey(name) ?? name) === key;
    const build = model.options.around?.inForce;
    const given = [...(build?.contexts ?? [])].find(([name]) => isMeant(name));
    if (build && given) return [filled(l10n.t("Source: {0} ({1})"), code(given[1].text), build.label)];
    const place = Object.entries(settings.build.contexts).find(([name]) => isMeant(name));
    return place ? [filled(l10n.t("Source: {0}"), code(place[1]))] : [];
  }
  const full = to === "image" ? fullReference(text) : null;
  return full === null || full === text ? [] : [filled(l10n.t("Full name: {0}"), code(full))];
}

/** What an index behind the stages counts (spec 2.2). */
function implicitIndex(context: FeatureContext, { implicit, text }: Reference): Line {
  if (!implicit) return [];
  const line = String(lineNumber(context, toDocument(implicit.line, implicit.span).start));
  return filled(
    l10n.t("Index {0}. The builder counts the image that line {1} uses as one more stage"),
    code(text),
    line,
  );
}

/** Why the builder refuses it. */
function problem({ model: { stages } }: Analysis, { problem, form }: Reference): Line {
  switch (problem?.kind) {
    case undefined:
      return [];
    case "variable":
      return filled(
        l10n.t("Variables are not replaced here. {0} supports variables, and gives the image a name"),
        code("FROM"),
      );
    case "index":
      return [
        l10n.t("No stage has the index {0}. Valid indexes are 0 to {1}", problem.index, stages.length - 1),
      ];
    case "blank":
      return [l10n.t("The result is empty")];
    case "expansion":
      return [l10n.t("The builder rejects it: {0}", oneLine(problem.reason, LONGEST_REASON))];
    case "image":
      return [
        form === "FROM"
          ? l10n.t("The builder rejects it: {0}", oneLine(problem.reason, LONGEST_REASON))
          : l10n.t(
              "Not a stage, and the builder rejects it as an image: {0}",
              oneLine(problem.reason, LONGEST_REASON),
            ),
      ];
  }
}

/** A stage that may be meant where an image is named. */
function nearStage(context: FeatureContext, reference: Reference): Line[] {
  const { model } = context.analysis;
  const { to, form, text, inStage, implicit } = reference;
  if (to !== "image" || implicit) return [];
  if (form === "MOUNT" && isInteger(text))
    return [
      filled(
        l10n.t("Only {0} can refer to a stage by its index. Use the name in a mount"),
        code("COPY --from"),
      ),
    ];
  const same = model.stages[model.names.get(text.toLowerCase()) ?? -1];
  if (same && form === "FROM") {
    const line = String(lineNumber(context, same.line.start));
    return same.index >= inStage
      ? [
          filled(
            l10n.t("The stage {0} in line {1} is below. The base of a stage must be above it"),
            strong(same.displayName),
            line,
          ),
        ]
      : [
          filled(
            l10n.t("It does not refer to the stage {0}. In a FROM, write the name in lower case: {1}"),
            strong(same.displayName),
            code(same.name),
          ),
        ];
  }
  const meant = context.analysis.misspelledStages?.get(reference);
  return meant ? [filled(l10n.t("No stage has this name. Did you mean {0}?"), strong(meant.name))] : [];
}
