/** What a line means and does not say, beside it: the index of a stage, the name behind an index, a base filled in. */
import * as l10n from "@vscode/l10n";
import type { InlayHint, InlayHintLabelPart, Range, TextEdit } from "vscode-languageserver-protocol";
import { toDocument } from "../dockerfile/sourceMap";
import { nameInsteadOfIndex, to } from "../edits/nameStage";
import { baseStage } from "../stages/model/baseStage";
import type { ImplicitStage } from "../stages/model/implicitStages";
import { nameSpan, stageSpan } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import { isIndex, referencedStage } from "../stages/model/references";
import type { Reference } from "../stages/model/references";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { baseTitle } from "./stageTitle";

/** The hints in a range, in the order of the document. `locations`: the client goes to where a label leads. */
export function inlayHints(context: FeatureContext, range: Range, locations: boolean): InlayHint[] {
  const { document, settings } = context;
  const { model } = context.analysis;
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const { stageIndex } = settings.inlayHints;
  const used = new Set(stageIndex === "used" ? model.references.filter(isIndex).map(index => index.to) : []);
  const hints: (InlayHint | null)[] = [];
  for (const stage of model.stages) {
    const span = stageSpan(stage);
    if (span.end < start) continue;
    if (span.start > end) break;
    hints.push(baseHint(context, stage, locations));
    if (stageIndex === "all" || used.has(stage.index)) hints.push(indexHint(context, stage));
    hints.push(targetHint(context, stage));
    for (const reference of model.referencesByStage[stage.index] ?? [])
      hints.push(nameHint(context, reference, locations));
  }
  return hints
    .filter(hint => hint !== null)
    .filter(({ position }) => {
      const at = document.offsetAt(position);
      return start <= at && at <= end;
    });
}

/** What a base with variables stands for, where the file says so. */
function baseHint(context: FeatureContext, stage: Stage, locations: boolean): InlayHint | null {
  const { base, line, replaced } = stage;
  if (!context.settings.inlayHints.resolvedBase || !base.text.includes("$")) return null;
  if (base.byPlatform.length > 0 && !replaced) return platformsHint(context, stage, locations);
  // Of a stage that a named context replaces, the base is not built.
  if (
    replaced ||
    base.to === null ||
    base.problem ||
    base.expansion.conditional ||
    base.text === base.expanded
  )
    return null;
  const means = baseStage(context.analysis.model, stage);
  return {
    position: rangeOf(context, toDocument(line, base.span)).end,
    label: label(context, baseTitle(context.analysis, stage), means, locations),
    paddingLeft: true,
    tooltip: means
      ? l10n.t('{0} is the stage "{1}".', base.text, means.displayName)
      : l10n.t("{0} is {1}, unless a build passes other arguments.", base.text, base.expanded),
  };
}

/** More platforms are for the hover. */
const MOST_BASES = 4;

/** What a base stands for that is another one on each platform. */
function platformsHint(context: FeatureContext, { base, line }: Stage, locations: boolean): InlayHint {
  const { stages } = context.analysis.model;
  const shown = base.byPlatform.slice(0, MOST_BASES).map(({ to, expanded }) => {
    const stage = typeof to === "number" ? stages[to] : undefined;
    return partsOf(label(context, stage?.displayName ?? expanded, stage ?? null, locations));
  });
  const parts = shown.flatMap((part, index) => (index === 0 ? part : [{ value: " | " }, ...part]));
  if (base.byPlatform.length > MOST_BASES) parts.push({ value: " | …" });
  return {
    position: rangeOf(context, toDocument(line, base.span)).end,
    label: locations ? parts : parts.map(({ value }) => value).join(""),
    paddingLeft: true,
    tooltip: l10n.t("{0} depends on the platform of the build.", base.text),
  };
}

function partsOf(text: string | InlayHintLabelPart[]): InlayHintLabelPart[] {
  return typeof text === "string" ? [{ value: text }] : text;
}

function indexHint(context: FeatureContext, stage: Stage): InlayHint {
  return {
    position: endOfFrom(context, stage),
    label: l10n.t("stage {0}", stage.index),
    paddingLeft: true,
    tooltip: l10n.t("COPY --from={0} copies from this stage.", stage.index),
  };
}

/** Where there is but one stage there is nothing to choose. */
function targetHint(context: FeatureContext, stage: Stage): InlayHint | null {
  const { stages } = context.analysis.model;
  if (!context.settings.inlayHints.defaultTarget || stages.length === 1 || stage.index !== stages.length - 1)
    return null;
  return {
    position: endOfFrom(context, stage),
    label: l10n.t("default target"),
    paddingLeft: true,
    tooltip: l10n.t("A build without --target builds this stage."),
  };
}

/** The stage that an index means, with the change that writes its name where it has one. */
function nameHint(context: FeatureContext, reference: Reference, locations: boolean): InlayHint | null {
  const { analysis, settings } = context;
  const stage = referencedStage(analysis.model, reference);
  if (!settings.inlayHints.stageName || !isIndex(reference)) return null;
  if (reference.implicit) return imageHint(context, reference, reference.implicit);
  if (!stage) return null;
  const name = stage.name === "" ? baseTitle(analysis, stage) : stage.displayName;
  if (name === "") return null;
  const edits = nameEdits(context, stage, reference);
  return {
    position: rangeOf(context, toDocument(reference.line, reference.span)).end,
    label: label(context, name, stage, locations),
    paddingLeft: true,
    tooltip:
      stage.name === ""
        ? l10n.t("Stage {0} has no name.", stage.index)
        : l10n.t('Stage {0} is "{1}".', stage.index, name),
    ...(edits.length === 0 ? {} : { textEdits: edits }),
  };
}

/** The image that an index behind the stages means, with the change that writes it. */
function imageHint(context: FeatureContext, reference: Reference, { text }: ImplicitStage): InlayHint {
  const { span } = to(text)(reference);
  return {
    position: rangeOf(context, span).end,
    label: text,
    paddingLeft: true,
    tooltip: l10n.t('Index {0} refers to "{1}", which another instruction uses.', reference.text, text),
    textEdits: [{ range: rangeOf(context, span), newText: text }],
  };
}

function nameEdits(context: FeatureContext, stage: Stage, reference: Reference): TextEdit[] {
  if (stage.name === "" || nameInsteadOfIndex(context.analysis, stage).refused !== undefined) return [];
  const { span, text } = to(stage.name)(reference);
  return [{ range: rangeOf(context, span), newText: text }];
}

function label(
  context: FeatureContext,
  value: string,
  stage: Stage | null,
  locations: boolean,
): string | InlayHintLabelPart[] {
  if (!stage || !locations) return value;
  const range = rangeOf(context, nameSpan(stage) ?? stage.line);
  return [{ value, location: { uri: context.document.uri, range } }];
}

/** Behind what a `FROM` says, before the white space at the end of its line. */
function endOfFrom(context: FeatureContext, { line }: Stage): InlayHint["position"] {
  const { keywordSpan, rest } = line.instruction;
  const last = rest.start < rest.end ? rest : keywordSpan;
  return rangeOf(context, toDocument(line, last)).end;
}
