/** What a build is given beside the file, for both sides. */
import { buildsFor, platformArguments } from "../../../server/src/stages/model/buildPlatforms";
import { NO_OPTIONS } from "../../../server/src/stages/model/buildOptions";
import type { BuildOptions } from "../../../server/src/stages/model/buildOptions";
import { DEFAULT_PLATFORM, targetPlatform } from "../../../server/src/stages/model/platform";

/** The arguments of a build, by name, and the one platform that it is for. */
export interface Given {
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly platform: string | null;
}

/** A file, and what its build is given. */
export interface Question {
  readonly text: string;
  readonly given: Given;
}

export const NOTHING: Given = { buildArgs: {}, platform: null };

/** The flags of the builder. */
export function flagsOf({ buildArgs, platform }: Given): string[] {
  return [
    ...Object.entries(buildArgs).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
    ...(platform === null ? [] : ["--platform", platform]),
  ];
}

/** The settings of the extension. */
export function settingsOf({ buildArgs, platform }: Given): unknown {
  return { buildArgs, build: { platforms: platform === null ? [] : [platform] } };
}

/** The options of the stage model. */
export function optionsOf({ buildArgs, platform }: Given): BuildOptions {
  return {
    ...NO_OPTIONS,
    buildArgs: new Map(Object.entries(buildArgs)),
    platforms: buildsFor(platform === null ? [] : [platform], DEFAULT_PLATFORM),
  };
}

/** The same as arguments, for a builder that does not heed `--platform`: it takes them for what it would give itself. */
export function withoutPlatform({ buildArgs, platform }: Given): Given {
  const target = platform === null ? null : targetPlatform(platform);
  if (!target) return { buildArgs, platform: null };
  const values = [...platformArguments({ target, build: DEFAULT_PLATFORM })];
  const ofTarget = values.filter(([name]) => /^TARGET(?:PLATFORM|OS|ARCH|VARIANT)$/.test(name));
  return { buildArgs: { ...Object.fromEntries(ofTarget), ...buildArgs }, platform: null };
}

/** As one would write it behind a command; empty for nothing. */
export function givenText(given: Given): string {
  return flagsOf(given)
    .map(word => (/\s/.test(word) ? JSON.stringify(word) : word))
    .join(" ");
}
