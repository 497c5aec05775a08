/** The scope of the bases on each of the platforms that builds are for. */
import type { BuildPlatform, PlatformCases } from "./buildPlatforms";
import { readGlobalScope } from "./scope";
import type { GlobalScope, ScopeSource } from "./scope";

/** The scope in builds for some platforms. */
export interface PlatformScope {
  /** As the builder writes them. */
  readonly platforms: readonly string[];
  readonly platform: BuildPlatform;
  readonly scope: GlobalScope;
}

/** One for each platform on which a file may mean something else. */
export type PlatformScopes = readonly [PlatformScope, ...PlatformScope[]];

/** Reads the scope for each of the platforms; those of an earlier version again where nothing has changed. */
export function readScopes(
  source: Omit<ScopeSource, "platform">,
  [first, ...others]: PlatformCases,
  previous: readonly PlatformScope[] = [],
): PlatformScopes {
  const read = ({ platform, labels }: PlatformCases[0], index: number): PlatformScope => ({
    platforms: labels,
    platform,
    scope: readGlobalScope({ ...source, platform }, previous[index]?.scope),
  });
  return [read(first, 0), ...others.map((one, index) => read(one, index + 1))];
}

/** Whether bases mean the same in both. */
export function areSameScopes(one: PlatformScopes, other: PlatformScopes): boolean {
  return one.length === other.length && one.every(({ scope }, index) => scope === other[index]?.scope);
}
