/** Where a name leads: to what it means, to what that is based on, and to what is based on it. */
import type { LocationLink, Position } from "vscode-languageserver-protocol";
import { toDocument } from "../dockerfile/sourceMap";
import { touches } from "../dockerfile/source";
import type { Span } from "../dockerfile/source";
import type { Analysis } from "../stages/analysis/analysis";
import { argumentOccurrence, meaningsOf, referenceAt, symbolAt, targetAt } from "../stages/cursor/symbols";
import type { SymbolOccurrence, Occurrence } from "../stages/cursor/symbols";
import { baseStages } from "../stages/model/baseStage";
import { nameSpan, stageAt, stageSpan } from "../stages/model/model";
import type { Stage } from "../stages/model/model";
import { declarationOf } from "../stages/model/variables";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";

/**
 * The stage, or the `ARG`, named at a position, as one link; several where it is another stage on each platform. None on images,
 * contexts and everything else, but for an index behind the stages, which leads to what uses the image that it counts. On a name where
 * it is given, a client that is answered with the very place offers the references instead.
 */
export function definition(context: FeatureContext, position: Position): LocationLink[] {
  const offset = offsetOf(context, position);
  const at = symbolAt(context.analysis, offset);
  if (!at) return implicitDefinition(context, offset);
  const { symbol } = at;
  if (symbol.kind === "stage")
    return meaningsOf(context.analysis, at).flatMap(one =>
      one.kind === "stage" ? [toStage(context, one.stage, originOf(at))] : [],
    );
  const declared = argumentAt(context.analysis, at, symbol.name);
  return declared
    ? [link(context, originOf(at), declared.line, toDocument(declared.line, declared.span))]
    : completedDefinition(context, at);
}

/** The stages that a variable completes the base to: of one that the builder sets there is nothing else to show. */
function completedDefinition(context: FeatureContext, at: SymbolOccurrence): LocationLink[] {
  const { model } = context.analysis;
  const stage = stageAt(model, at.line.start);
  if (stage?.line !== at.line || !touches(stage.base.span, at.span.start)) return [];
  return baseStages(model, stage).map(base => toStage(context, base, originOf(at)));
}

/** What an index behind the stages counts: the place that uses the image. */
function implicitDefinition(context: FeatureContext, offset: number): LocationLink[] {
  const reference = referenceAt(context.analysis, offset);
  if (!reference?.implicit) return [];
  const { line, span } = reference.implicit;
  return [link(context, originOf(reference), line, toDocument(line, span))];
}

/** What gives a variable its value at a place: the `ARG` before it, or the place itself where that declares it. */
function argumentAt({ model }: Analysis, at: SymbolOccurrence, name: string): Occurrence | null {
  if (at.isDeclaration) return at;
  const arg = declarationOf(model, { ...at, name });
  return arg && argumentOccurrence(arg);
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

function originOf({ line, span }: Pick<Occurrence, "line" | "span">): Span {
  return toDocument(line, span);
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
