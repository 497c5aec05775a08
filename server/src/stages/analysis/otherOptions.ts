/** Options that follow from others. */
import type { BuildPlatform } from "../model/buildPlatforms";
import { NO_OPTIONS } from "../model/buildOptions";
import type { BuildOptions } from "../model/buildOptions";

const OTHER_OPTIONS = new WeakMap<BuildOptions, Map<BuildPlatform | null, BuildOptions>>();

/**
 * Options for one platform alone; with null those of a build that is given no arguments, but in place
 * of what every build has. They are the same object for the same options, so that an analysis under them can be made from the one before.
 */
export function otherOptions(options: BuildOptions, platform: BuildPlatform | null): BuildOptions {
  const known = OTHER_OPTIONS.get(options) ?? new Map<BuildPlatform | null, BuildOptions>();
  OTHER_OPTIONS.set(options, known);
  const { platforms, target, buildArgs } = options;
  const made =
    known.get(platform) ??
    (platform
      ? { ...options, platforms: [platform] }
      : {
          ...NO_OPTIONS,
          ...(platforms ? { platforms } : {}),
          ...(target === undefined ? {} : { target }),
          predefined: buildArgs,
        });
  known.set(platform, made);
  return made;
}
