/** How the `build` of one Compose file changes that of another. */
import type { Value } from "../use";
import type { Build } from "./build";

/** A build with what a later file, or a service that extends it, says on top. */
export function mergeBuilds(base: Build, over: Build): Build {
  const { cleared } = over;
  const image = over.image ?? base.image;
  if (cleared === null) return { ...over, image, cleared: base.cleared };
  const kept = <Item>(key: string, below: Item): Item | undefined => (cleared.has(key) ? undefined : below);
  const map = <Item>(key: string, below: ReadonlyMap<string, Item>, own: ReadonlyMap<string, Item>) =>
    mergedMaps(without(kept(key, below) ?? new Map<string, Item>(), key, cleared), own);
  const list = (key: string, below: readonly Value[], own: readonly Value[]) => [
    ...(kept(key, below) ?? []),
    ...own,
  ];
  return {
    place: over.place,
    context: over.context ?? kept("context", base.context),
    dockerfile: over.dockerfile ?? kept("dockerfile", base.dockerfile),
    inline: over.inline ?? kept("dockerfile_inline", base.inline),
    target: over.target ?? kept("target", base.target),
    contexts: map("additional_contexts", base.contexts, over.contexts),
    args: map("args", base.args, over.args),
    platforms: list("platforms", base.platforms, over.platforms),
    secrets: list("secrets", base.secrets, over.secrets),
    ssh: list("ssh", base.ssh, over.ssh),
    tags: list("tags", base.tags, over.tags),
    image,
    cleared: base.cleared,
  };
}

/** A map without the names that are taken away. */
function without<Item>(
  map: ReadonlyMap<string, Item>,
  key: string,
  cleared: ReadonlySet<string>,
): ReadonlyMap<string, Item> {
  if (cleared.size === 0 || map.size === 0) return map;
  return new Map([...map].filter(([name]) => !cleared.has(`${key} ${name}`)));
}

/** Two maps made one; one of them as it is where the other has nothing. */
function mergedMaps<Item>(
  base: ReadonlyMap<string, Item>,
  over: ReadonlyMap<string, Item>,
): ReadonlyMap<string, Item> {
  if (base.size === 0) return over;
  return over.size === 0 ? base : new Map([...base, ...over]);
}
