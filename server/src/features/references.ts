/** Every place where a stage or a variable is named, from any one of them. */
import type { Location, Position } from "vscode-languageserver-protocol";
import { inDocument } from "../stages/cursor/occurrence";
import { symbolAt, allOccurrencesOf } from "../stages/cursor/symbols";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";

/**
 * The references of what is named at a position, with its declarations first where they are wanted: the name of a stage
 * (the `FROM` of one that has none), and each `ARG` and `ENV` that sets a variable.
 */
export function references(
  context: FeatureContext,
  position: Position,
  includeDeclaration: boolean,
): Location[] {
  const { document } = context;
  const at = symbolAt(context.analysis, offsetOf(context, position));
  if (!at) return [];
  return allOccurrencesOf(context.analysis, at)
    .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
    .map(place => ({ uri: document.uri, range: rangeOf(context, inDocument(place, place.span)) }));
}
