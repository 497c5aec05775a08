/** The names that mean what is named at the cursor, marked: where it is named, and where that name is used. */
import { DocumentHighlightKind } from "vscode-languageserver-types";
import type { DocumentHighlight, Position } from "vscode-languageserver-protocol";
import { inDocument } from "../stages/cursor/occurrence";
import { symbolAt, allOccurrencesOf } from "../stages/cursor/symbols";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";

/**
 * The highlights of the document for a position; of a stage without a name there are but the uses. Null where nothing is
 * named, so that an editor marks what it would mark by itself: the same word.
 */
export function documentHighlights(context: FeatureContext, position: Position): DocumentHighlight[] | null {
  const at = symbolAt(context.analysis, offsetOf(context, position));
  if (!at) return null;
  const { symbol } = at;
  const isNamed = symbol.kind !== "stage" || symbol.stage.nameWord !== null;
  return allOccurrencesOf(context.analysis, at)
    .filter(({ isDeclaration }) => isNamed || !isDeclaration)
    .map(place => ({
      range: rangeOf(context, inDocument(place, place.span)),
      kind: place.isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}
