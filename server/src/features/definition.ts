/** Where a name leads: to what it means, to what that is based on, and to what is based on it. */
import type { LocationLink, Position } from "vscode-languageserver-protocol";
import { toDocument } from "../dockerfile/sourceMap";
import { touches } from "../dockerfile/source";
import type { Span } from "../dockerfile/source";
import type { Analysis } from "../stages/analysis/analysis";
import { inDocument } from "../stages/cursor/occurrence";
import { meaningsOf, referenceAt, symbolAt, targetAt } from "../stages/cursor/symbols";
import type { SymbolOccurrence } from "../stages/cursor/symbols";
import type { LinkedStage } from "../stages/analysis/linkedStages";
import { giversAt } from "../stages/cursor/variableGiver";
import type { Setter } from "../stages/cursor/variableGiver";
import { buildsThrough, stagesWithLinks } from "../stages/analysis/readingStages";
import { baseStages } from "../stages/model/baseStage";
import { nameSpan, stageAt, stageSpan } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import type { Reference } from "../stages/model/references";
import { inHost, offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { NOTHING_LINKED, givenContexts, isSameFile, stageOfUse } from "./linkedStages";
import type { GivenContext, LinkedDockerfiles } from "./linkedStages";

/**
 * What {@link ownDefinition} says of the file, and where builds give a named context for the name: the stage of the other Dockerfile
 * whose image it is, else the place in the file that gives it. A context of the build in force stands in for what the file says.
 */
export function definition(
  context: FeatureContext,
  position: Position,
  linked: LinkedDockerfiles = NOTHING_LINKED,
): LocationLink[] {
  const own = ownDefinition(context, position);
  const reference = referenceAt(context.analysis, offsetOf(context, position));
  if (!reference) return [...own, ...definitionInBuilds(context, position, own)];
  const elsewhere = new Map<string, LocationLink>();
  for (const given of givenContexts(context, reference, linked)) {
    const link = linkToContext(context, reference, given, linked);
    if (link) elsewhere.set(JSON.stringify(link), link);
  }
  const isInForce = elsewhere.size > 0 && linked.inForce(context.document.uri) !== null;
  return [...elsewhere.values(), ...(isInForce ? [] : own)];
}

/** What a variable leads to in builds that may be meant, because they take stages of other Dockerfiles. */
function definitionInBuilds(
  context: FeatureContext,
  position: Position,
  own: readonly LocationLink[],
): LocationLink[] {
  const { model, readings } = context.analysis;
  const stage = readings.length === 0 ? null : stageAt(model, offsetOf(context, position));
  if (!stage) return [];
  const found = new Map(own.map(each => [JSON.stringify(each), each]));
  for (const reading of readings)
    if (buildsThrough(reading, stage.index).length > 0 && stagesWithLinks(reading.analysis).has(stage.index))
      for (const each of ownDefinition({ ...context, analysis: reading.analysis }, position))
        found.set(JSON.stringify(each), each);
  return [...found.values()].slice(own.length);
}

function linkToContext(
  context: FeatureContext,
  reference: Reference,
  { name, other }: GivenContext,
  linked: LinkedDockerfiles,
): LocationLink | null {
  const origin = toDocument(reference.line, reference.span);
  const to = other && stageOfUse(other, linked);
  if (to) {
    const isOwn = isSameFile(to.context.document.uri, context.document.uri);
    return {
      ...inHost(to.context, toStage(to.context, to.stage, origin)),
      ...(isOwn ? { targetUri: context.document.uri } : {}),
      originSelectionRange: rangeOf(context, origin),
    };
  }
  const place = linked.locate(other?.dockerfile.isInline ? (other.dockerfile.place ?? other.place) : name);
  return (
    place && {
      originSelectionRange: rangeOf(context, origin),
      targetUri: place.uri,
      targetRange: place.range,
      targetSelectionRange: place.range,
    }
  );
}

/**
 * The stage named at a position, or the `ARG` or `ENV` that gives a variable its value there, as one link; several where it is
 * another stage on each platform. None on images, contexts and everything else, but for an index behind the stages, which leads to
 * what uses the image that it counts. On a name where it is given, a client that is answered with the very place offers the
 * references instead.
 */
function ownDefinition(context: FeatureContext, position: Position): LocationLink[] {
  const offset = offsetOf(context, position);
  const at = symbolAt(context.analysis, offset);
  if (!at) return implicitDefinition(context, offset);
  const { symbol, touched } = at;
  const origin = inDocument(at, touched);
  if (symbol.kind === "stage")
    return meaningsOf(context.analysis, at).flatMap(one =>
      one.kind === "stage" ? [narrowed(context, toStage(context, one.stage, origin))] : [],
    );
  const givers = giversAt(context.analysis, symbol.name, at);
  if (givers.length === 0) return completedDefinition(context, at, origin);
  return givers.flatMap(giver =>
    giver.linked
      ? linkElsewhere(context, origin, giver, giver.linked)
      : narrowed(context, link(context, origin, giver.line, inDocument(giver, giver.span))),
  );
}

/** To the line of another Dockerfile, in its file or in the one that it stands in. */
function linkElsewhere(
  context: FeatureContext,
  origin: Span,
  { line, span, heredoc }: Setter,
  { placeOf }: LinkedStage,
): LocationLink[] {
  const whole = placeOf(line);
  const selection = placeOf(inDocument({ line, heredoc }, span));
  if (!whole || !selection) return [];
  return [
    {
      originSelectionRange: rangeOf(context, origin),
      targetUri: whole.uri,
      targetRange: whole.range,
      targetSelectionRange: selection.range,
    },
  ];
}

/** Beside a server that answers with names alone, the same: an editor shows equal links once. */
function narrowed({ settings }: FeatureContext, found: LocationLink): LocationLink {
  const isBeside = settings.variables.onlyStages || settings.rules.onlyStages;
  return isBeside ? { ...found, targetRange: found.targetSelectionRange } : found;
}

/** The stages that a variable completes the base to: of one that the builder sets there is nothing else to show. */
function completedDefinition(context: FeatureContext, at: SymbolOccurrence, origin: Span): LocationLink[] {
  const { model } = context.analysis;
  const stage = stageAt(model, at.line.start);
  if (stage?.line !== at.line || !touches(stage.base.span, at.span.start)) return [];
  return baseStages(model, stage).map(base => toStage(context, base, origin));
}

/** What an index behind the stages counts: the place that uses the image. */
function implicitDefinition(context: FeatureContext, offset: number): LocationLink[] {
  const reference = referenceAt(context.analysis, offset);
  if (!reference?.implicit) return [];
  const { line, span } = reference.implicit;
  return [link(context, toDocument(reference.line, reference.span), line, toDocument(line, span))];
}

/**
 * What a stage is based on, as a type: the stage before in its chain of bases, or the one for each platform. From the name of a stage, a reference that
 * means it, or the keyword of its `FROM`; none where the base is no stage.
 */
export function typeDefinition(context: FeatureContext, position: Position): LocationLink[] {
  const offset = offsetOf(context, position);
  const at = stageNear(context.analysis, offset);
  if (!at) return [];
  return baseStages(context.analysis.model, at.stage).map(base => toStage(context, base, at.origin));
}

/**
 * The stages that are based on the one named at a position, directly or through others: they are that stage and more, as
 * classes are of a class. Those that only copy from it use it, which its references tell.
 */
export function implementation(context: FeatureContext, position: Position): LocationLink[] {
  const { model } = context.analysis;
  const at = stageNear(context.analysis, offsetOf(context, position));
  if (!at) return [];
  const { stage, origin } = at;
  const based = new Set([stage]);
  // A base stands before what is based on it, so one pass finds the whole tree.
  for (const other of model.stages) {
    if (baseStages(model, other).some(base => based.has(base))) based.add(other);
  }
  based.delete(stage);
  return [...based].map(other => toStage(context, other, origin));
}

/** The stage that is named at an offset, or whose `FROM` begins there. */
function stageNear(analysis: Analysis, offset: number): { stage: Stage; origin: Span } | null {
  const at = targetAt(analysis, offset);
  if (at?.symbol?.kind !== "stage") return null;
  const isNamed = at.reference === null || at.touched === at.span;
  return isNamed ? { stage: at.symbol.stage, origin: toDocument(at.line, at.touched) } : null;
}

function toStage(context: FeatureContext, stage: Stage, origin: Span): LocationLink {
  return link(context, origin, stageSpan(stage), nameSpan(stage) ?? stage.line);
}

function link(context: FeatureContext, origin: Span, whole: Span, selection: Span): LocationLink {
  return {
    originSelectionRange: rangeOf(context, origin),
    targetUri: context.document.uri,
    targetRange: rangeOf(context, whole),
    targetSelectionRange: rangeOf(context, selection),
  };
}
