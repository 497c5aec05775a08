/** The build whose image a use takes as a named context: `target:x` of bake, `service:x` of Compose. */
import type { Use } from "./use";

/** A use that takes the image of another one. */
export interface Taker {
  readonly use: Use;
  /** The named context that the image is. */
  readonly name: string;
}

/** By what a name means one build: the kind of the files, the project, the name. */
const byName = new WeakMap<readonly Use[], ReadonlyMap<string, readonly Use[]>>();
const taking = new WeakMap<readonly Use[], ReadonlyMap<Use, readonly Taker[]>>();

/**
 * The use of a name in the same project as another one; null where there is none. Of several, that of the files which the other one
 * is made of, the last of them first, because it is what lies on top. `uses` are all that there are.
 */
export function otherBuild(of: Use, name: string, uses: readonly Use[]): Use | null {
  const known = byName.get(uses) ?? grouped(uses, use => keyOf(use, use.name));
  byName.set(uses, known);
  const files = of.project?.files ?? [of.place.file];
  const alike = (known.get(keyOf(of, name)) ?? []).filter(use => use !== of);
  const rank = (use: Use) => files.indexOf(use.place.file);
  return (
    alike
      .filter(use => rank(use) !== -1)
      .sort((a, b) => (b.project?.files.length ?? 0) - (a.project?.files.length ?? 0) || rank(b) - rank(a))
      .at(0) ?? null
  );
}

/** The uses that take the image of another one, and by which name. `uses` are all that there are. */
export function takersOf(other: Use, uses: readonly Use[]): readonly Taker[] {
  const known = taking.get(uses) ?? takersByUse(uses);
  taking.set(uses, known);
  return known.get(other) ?? [];
}

function takersByUse(uses: readonly Use[]): ReadonlyMap<Use, readonly Taker[]> {
  const found = new Map<Use, Taker[]>();
  for (const use of uses)
    for (const [name, { value }] of use.contexts) {
      const other = value.build === null || value.isOpen ? null : otherBuild(use, value.build, uses);
      if (other) found.set(other, [...(found.get(other) ?? []), { use, name }]);
    }
  return found;
}

function keyOf({ kind, project }: Use, name: string): string {
  return JSON.stringify([kind, project?.folder, name]);
}

function grouped(uses: readonly Use[], by: (use: Use) => string): ReadonlyMap<string, readonly Use[]> {
  const groups = new Map<string, Use[]>();
  for (const use of uses) {
    const group = groups.get(by(use));
    if (group) group.push(use);
    else groups.set(by(use), [use]);
  }
  return groups;
}
