/** Every place where a stage or a variable is named, from any one of them. */
import type { Location, Position } from "vscode-languageserver-protocol";
import { inDocument } from "../stages/cursor/occurrence";
import { allOccurrencesOf, referenceAt, symbolAt } from "../stages/cursor/symbols";
import { toDocument } from "../dockerfile/sourceMap";
import type { Reference } from "../stages/model/references";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { NOTHING_LINKED, givenContexts, locationOf, referencesElsewhere, stageOfUse } from "./linkedStages";
import type { LinkedDockerfiles } from "./linkedStages";

/**
 * The references of what is named at a position, with its declarations first where they are wanted: the name of a stage
 * (the `FROM` of one that has none), and each `ARG` and `ENV` that sets a variable. `linked` are the builds in other files: where they
 * name the stage is a reference, too, and where another Dockerfile names their image. From a named context that is the image of another
 * build they are those of the stage that it is.
 */
export function references(
  context: FeatureContext,
  position: Position,
  includeDeclaration: boolean,
  linked: LinkedDockerfiles = NOTHING_LINKED,
): Location[] {
  const { document } = context;
  const offset = offsetOf(context, position);
  const at = symbolAt(context.analysis, offset);
  if (!at) {
    const reference = referenceAt(context.analysis, offset);
    return reference ? referencesOfContext(context, reference, includeDeclaration, linked) : [];
  }
  return allOccurrencesOf(context.analysis, at)
    .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
    .map((place): Location => ({ uri: document.uri, range: rangeOf(context, inDocument(place, place.span)) }))
    .concat(at.symbol.kind === "stage" ? referencesElsewhere(context, at.symbol.stage, linked) : []);
}

/** The references of the stages whose images builds give for the name of a reference; each once. */
function referencesOfContext(
  context: FeatureContext,
  reference: Reference,
  includeDeclaration: boolean,
  linked: LinkedDockerfiles,
): Location[] {
  const found = new Map<string, Location>();
  for (const { other } of givenContexts(context, reference, linked)) {
    const to = other && stageOfUse(other, linked);
    if (!to) continue;
    const own = to.context.analysis.referencesTo(to.stage).map(({ line, span }): Location => ({
      uri: to.context.document.uri,
      range: rangeOf(to.context, toDocument(line, span)),
    }));
    const declared = includeDeclaration ? [locationOf(to)] : [];
    for (const location of [...declared, ...own, ...referencesElsewhere(to.context, to.stage, linked)])
      found.set(JSON.stringify(location), location);
  }
  return [...found.values()];
}
