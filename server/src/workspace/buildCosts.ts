/** What a client has told of kept builds of a document, with the folders of the build context that this is about. */
import type { BuildCosts } from "../stages/model/buildCosts";

export interface KnownCosts {
  /** The same object as long as nobody tells anything else; null where nothing is known. */
  readonly known: (uri: string) => BuildCosts | null;
  readonly set: (uri: string, costs: BuildCosts) => void;
}

/** Of one server. */
export function createKnownCosts(): KnownCosts {
  const known = new Map<string, BuildCosts>();
  return {
    known: uri => known.get(uri) ?? null,
    set: (uri, costs) => {
      if (costs.repeats.length === 0) known.delete(uri);
      else known.set(uri, costs);
    },
  };
}
