/** Every place where a stage or a variable is named, from any one of them. */
import type { Location, Position } from "vscode-languageserver-protocol";
import { inDocument } from "../stages/cursor/occurrence";
import { symbolAt, allOccurrencesOf } from "../stages/cursor/symbols";
import { NO_USES, usesOfStage } from "./usesOfStage";
import type { UsesOfStages } from "./usesOfStage";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";

/**
 * The references of what is named at a position, with its declarations first where they are wanted: the name of a stage
 * (the `FROM` of one that has none), and each `ARG` and `ENV` that sets a variable. `uses` are the builds of the Dockerfile in
 * other files: where they name the stage is a reference, too.
 */
export function references(
  context: FeatureContext,
  position: Position,
  includeDeclaration: boolean,
  uses: UsesOfStages = NO_USES,
): Location[] {
  const { document } = context;
  const at = symbolAt(context.analysis, offsetOf(context, position));
  if (!at) return [];
  return allOccurrencesOf(context.analysis, at)
    .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
    .map((place): Location => ({ uri: document.uri, range: rangeOf(context, inDocument(place, place.span)) }))
    .concat(at.symbol.kind === "stage" ? usesOfStage(context, at.symbol.stage, uses) : []);
}
