/**
 * The entries of a map of YAML with those that merges (`<<`) give it. They are shared with the maps that they are of: a merge costs what the
 * map has of its own, however much it takes over, as in a chain of thousands or a map that thousands merge.
 */
import { entriesOf, extended, lookup, sizeOf } from "../shared/persistentMap";
import type { PersistentMap } from "../shared/persistentMap";
import type { Entry } from "./tree";

type Entries = ReadonlyMap<string, Entry>;
type Shared = PersistentMap<Entry>;

/** How many entries may still be copied. */
export interface Budget {
  left: number;
}

/** Puts the entries of one file together. */
export interface Merges {
  /** The entries of a map that has some of its own and merges others: of several that have a key the first one gives it. */
  readonly merged: (own: Entries, others: readonly Entries[]) => Entries;
}

/** `budget` is what may be copied where a map with merges is gone through, and where several large maps are merged into one. */
export function createMerges(budget: Budget): Merges {
  const known = new WeakMap<Entries, { readonly shared: Shared }>();
  /** Of two that are merged, by the one that goes first. */
  const pairs = new WeakMap<object, Map<Shared, Shared>>();

  function sharedOf(entries: Entries): Shared {
    const found = known.get(entries);
    if (found) return found.shared;
    let shared: Shared = null;
    for (const [key, entry] of entries) shared = extended(shared, key, entry);
    known.set(entries, { shared });
    return shared;
  }

  /** The smaller one is added to the larger one. */
  function both(first: Shared, second: Shared): Shared {
    if (!first || !second || first === second) return first ?? second;
    const made = pairs.get(first) ?? new Map<Shared, Shared>();
    pairs.set(first, made);
    const before = made.get(second);
    if (before) return before;
    const isFirstLarger = sizeOf(first) >= sizeOf(second);
    const [larger, smaller] = isFirstLarger ? [first, second] : [second, first];
    let result: Shared = larger;
    if (spend(sizeOf(smaller)))
      for (const [key, entry] of entriesOf(smaller))
        if (!isFirstLarger || lookup(larger, key) === undefined) result = extended(result, key, entry);
    made.set(second, result);
    return result;
  }

  function spend(entries: number): boolean {
    budget.left -= entries;
    return budget.left >= 0;
  }

  function ofShared(shared: Shared): Entries {
    let copy: Entries | undefined;
    /** In the order of the file; empty where that is too much. */
    const all = (): Entries =>
      (copy ??= new Map(
        spend(sizeOf(shared))
          ? [...entriesOf(shared)].sort(([, a], [, b]) => a.keySpan.start - b.keySpan.start)
          : [],
      ));
    const entries: Entries = {
      get: key => lookup(shared, key),
      has: key => lookup(shared, key) !== undefined,
      get size() {
        return sizeOf(shared);
      },
      keys: () => all().keys(),
      values: () => all().values(),
      entries: () => all().entries(),
      forEach: (each, self) => {
        all().forEach(each, self);
      },
      [Symbol.iterator]: () => all()[Symbol.iterator](),
    };
    known.set(entries, { shared });
    return entries;
  }

  return {
    merged: (own, others) => {
      let shared = [...new Set(others.map(sharedOf))].reduce<Shared>(both, null);
      for (const [key, entry] of own) shared = extended(shared, key, entry);
      return ofShared(shared);
    },
  };
}
