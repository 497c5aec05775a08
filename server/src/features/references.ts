/** Every place where a stage or an argument before the first stage is named, from any one of them. */
import type { Location, Position } from "vscode-languageserver-protocol";
import { toDocument } from "../dockerfile/sourceMap";
import { symbolAt, allOccurrencesOf } from "../stages/cursor/symbols";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";

/**
 * The references of what is named at a position, with its declarations first where they are wanted: the name of a stage
 * (the `FROM` of one that has none), and each `ARG` of a name.
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
    .map(({ line, span }) => ({ uri: document.uri, range: rangeOf(context, toDocument(line, span)) }));
}
