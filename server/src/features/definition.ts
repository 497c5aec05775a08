/** From any form of reference, an index too, to the stage that it means. */
import type { LocationLink, Position } from "vscode-languageserver";
import { toDocument } from "../dockerfile/place";
import type { Span } from "../dockerfile/source";
import { nameSpan, stageSpan } from "../stages/model";
import type { Stage } from "../stages/model";
import { namedStageAt, referenceAt } from "../stages/places";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The stage named at a position, as one link; none on images, contexts and everything else. */
export function definition(context: FeatureContext, position: Position): LocationLink[] {
  const offset = offsetOf(context, position);
  const { model } = context;
  const reference = referenceAt(model, offset);
  if (reference) {
    const stage = typeof reference.to === "number" ? model.stages[reference.to] : undefined;
    return stage ? [link(context, stage, toDocument(reference.line, reference.span))] : [];
  }
  // On a stage's own name a client that is answered with the very place offers the references instead.
  const stage = namedStageAt(model, offset);
  const origin = stage && nameSpan(stage);
  return stage && origin ? [link(context, stage, origin)] : [];
}

function link(context: FeatureContext, stage: Stage, origin: Span): LocationLink {
  return {
    originSelectionRange: rangeOf(context, origin),
    targetUri: context.document.uri,
    targetRange: rangeOf(context, stageSpan(stage)),
    targetSelectionRange: rangeOf(context, nameSpan(stage) ?? stage.line),
  };
}
