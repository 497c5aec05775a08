/** Where other files name a stage: as the target of a build, or as one that is built without the cache. */
import type { Location } from "vscode-languageserver-protocol";
import type { Place, Use } from "../around/use";
import type { Stage } from "../stages/model/model";
import type { FeatureContext } from "./context";

/** The builds of Dockerfiles in other files. */
export interface UsesOfStages {
  readonly usesOf: (dockerfile: string) => readonly Use[];
  /** Null where the place is in no file of the workspace. */
  readonly locate: (place: Place) => Location | null;
}

export const NO_USES: UsesOfStages = { usesOf: () => [], locate: () => null };

/** The places in other files that mean a stage, each once; a target means the last stage of its name, in any case. */
export function usesOfStage(
  { document, analysis: { model } }: FeatureContext,
  { name, index }: Stage,
  { usesOf, locate }: UsesOfStages,
): Location[] {
  if (name === "" || model.names.get(name) !== index) return [];
  const found = new Map<string, Location>();
  for (const { target, noCacheFilters } of usesOf(document.uri))
    for (const value of [target, ...noCacheFilters]) {
      if (!value?.place || value.isOpen || value.text.toLowerCase() !== name) continue;
      const location = locate(value.place);
      if (location) found.set(JSON.stringify(location), location);
    }
  return [...found.values()];
}
