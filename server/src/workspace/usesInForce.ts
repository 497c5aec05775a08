/** Which use of each Dockerfile counts: the one that was chosen, else the only one, else none, and the Dockerfile has its own settings. */
import { distinctUses, namesOf } from "../around/useNames";
import type { UseName } from "../around/useNames";
import { pathOfUri } from "../around/paths";
import type { Place, Use } from "../around/use";
import { NO_USE } from "../protocol";
import type { Uses } from "./uses";

/** The uses of a Dockerfile, and the one that counts. */
export interface UsesOfDockerfile {
  /** Those that can be chosen, in the order of their files. */
  readonly uses: readonly Use[];
  readonly names: ReadonlyMap<Use, UseName>;
  /** What was chosen: an id, {@link NO_USE}, or null for automatic. */
  readonly chosen: string | null;
  readonly inForce: Use | null;
  /** Those of which each may be meant: all where there are several, and neither one of them nor the Dockerfile's own settings are chosen. */
  readonly meant: readonly Use[];
}

/** The choices of one server. */
export interface UsesInForce {
  /** The same object as long as neither the files around nor the choice change. */
  readonly of: (uri: string) => UsesOfDockerfile;
  /** The names of any use, also of one whose Dockerfile is no file. */
  readonly nameOf: (use: Use) => UseName;
  /**
   * Chooses a use by its id; null for automatic. Neither the Dockerfile nor the use need be known yet. `context` is the address of
   * a folder that is the build context in any case, or null.
   */
  readonly choose: (uri: string, id: string | null, context: string | null) => void;
  /** The address of the folder that was chosen as the build context, without a slash at its end; null where none was. */
  readonly contextOf: (uri: string) => string | null;
}

interface Kept {
  readonly from: readonly Use[];
  readonly chosen: string | null;
  readonly found: UsesOfDockerfile;
}

/** The store of one server. */
export function createUsesInForce({
  usesOf,
  locate,
  shownPath,
  addressOf,
}: Pick<Uses, "usesOf" | "locate" | "shownPath" | "addressOf">): UsesInForce {
  const choices = new Map<string, string>();
  const contexts = new Map<string, string>();
  const kept = new Map<string, Kept>();
  const lineOf = (place: Place) => {
    const start = locate(place)?.range.start;
    return start ? start.line + 1 : null;
  };

  function of(uri: string): UsesOfDockerfile {
    const path = pathOfUri(uri);
    const from = usesOf(uri);
    const chosen = choices.get(path) ?? null;
    const last = kept.get(path);
    if (last?.from === from && last.chosen === chosen) return last.found;
    const uses = distinctUses(from);
    const names = namesOf(uses, shownPath, ({ place }) => lineOf(place));
    const meant = uses.find(use => names.get(use)?.id === chosen);
    // What was chosen and is gone is no choice.
    const only = chosen !== NO_USE && uses.length === 1 ? (uses[0] ?? null) : null;
    const inForce = meant ?? only;
    const found = { uses, names, chosen, inForce, meant: inForce || chosen === NO_USE ? [] : uses };
    kept.set(path, { from, chosen, found });
    return found;
  }

  return {
    of,
    nameOf: use => {
      const { path } = use.dockerfile;
      const known = path === null ? undefined : of(addressOf(path)).names.get(use);
      return (
        known ?? namesOf([use], shownPath, ({ place }) => lineOf(place)).get(use) ?? { id: "", label: "" }
      );
    },
    choose: (uri, id, context) => {
      const path = pathOfUri(uri);
      if (id === null) choices.delete(path);
      else choices.set(path, id);
      if (context === null) contexts.delete(path);
      else contexts.set(path, context.replace(/\/$/, ""));
    },
    contextOf: uri => contexts.get(pathOfUri(uri)) ?? null,
  };
}
