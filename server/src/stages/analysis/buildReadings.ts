/**
 * A file as each of the builds reads it that files around it describe, where any of them may be meant: what a name means, and which files
 * the build context has, is another thing in each.
 */
import type { IgnoreFile } from "../../shared/ignorePatterns";
import type { BuildContext } from "../files/contextPaths";
import type { DescribedBuild } from "../model/buildsAround";
import type { BuildOptions } from "../model/buildOptions";
import type { Analysis } from "./analysis";
import type { LinkedStages } from "./linkedStages";
import { NO_LINKS } from "./linkedStages";

/** What is known of the files of one build. */
export interface KnownBuild {
  /** The stages of other Dockerfiles that it takes. */
  readonly links: LinkedStages;
  /** What is known of its build context, and what that leaves out; null where it has the one that everybody takes anyway. */
  readonly files: { readonly context: BuildContext; readonly ignoreFile: IgnoreFile | null } | null;
}

/** By the id of the build; those are left out of which nothing is known that the file itself does not say. */
export type KnownBuilds = ReadonlyMap<string, KnownBuild>;

export const NO_BUILDS: KnownBuilds = new Map();

/** Whether the same is known of all builds. */
export function areSameBuilds(one: KnownBuilds, other: KnownBuilds): boolean {
  return (
    one === other ||
    (one.size === other.size &&
      [...one].every(([id, { links, files }]) => {
        const known = other.get(id);
        return (
          known?.links === links &&
          known.files?.context === files?.context &&
          (known.files?.ignoreFile ?? null) === (files?.ignoreFile ?? null)
        );
      }))
  );
}

/** The file as some builds read it, all of which give it the same. */
export interface BuildReading {
  readonly analysis: Analysis;
  readonly builds: readonly DescribedBuild[];
}

/** The builds of a reading, with all that they give. */
export interface ReadingGroup {
  readonly builds: readonly DescribedBuild[];
  readonly options: BuildOptions;
  readonly links: LinkedStages;
}

/** More builds that differ are not asked: each costs as much as the file itself. */
const MOST_READINGS = 8;
/** Nor are they of a longer text, which nobody has written. */
const LONGEST_TEXT = 200_000;

const NO_GROUPS: readonly ReadingGroup[] = [];
const made = new WeakMap<
  BuildOptions,
  { readonly known: KnownBuilds; readonly groups: readonly ReadingGroup[] }
>();

/**
 * The builds of which each may be meant, by what they give; none where they differ in nothing but arguments. Those of which something is
 * not known are left out. The same objects for the same options and the same knowledge.
 */
export function readingGroups(
  text: string,
  options: BuildOptions,
  known: KnownBuilds,
): readonly ReadingGroup[] {
  if (known.size === 0 || text.length > LONGEST_TEXT) return NO_GROUPS;
  const before = made.get(options);
  if (before && areSameBuilds(before.known, known)) return before.groups;
  const groups: { builds: DescribedBuild[]; key: string; options: BuildOptions; links: LinkedStages }[] = [];
  for (const build of options.around?.meant ?? []) {
    if (build.isPartial || build.isOpen) continue;
    const { links = NO_LINKS, files = null } = known.get(build.id) ?? {};
    const key = JSON.stringify([[...build.args], [...build.contexts.keys()]]);
    const same = groups.find(
      group =>
        group.key === key &&
        group.links === links &&
        group.options.context === (files?.context ?? options.context) &&
        group.options.ignoreFile === (files ? (files.ignoreFile ?? undefined) : options.ignoreFile),
    );
    if (same) same.builds.push(build);
    else if (groups.length < MOST_READINGS)
      groups.push({ builds: [build], key, links, options: optionsOf(options, build, files) });
  }
  made.set(options, { known, groups });
  return groups;
}

/** The options of a build. The settings add to what it gives, as they do for one that is in force. */
function optionsOf(own: BuildOptions, build: DescribedBuild, files: KnownBuild["files"]): BuildOptions {
  const { platforms, targets } = own;
  // What is empty in the file comes with the command, or from the environment.
  const args = [...build.args].filter(([, value]) => value !== "");
  const context = files ? files.context : own.context;
  const ignoreFile = files ? files.ignoreFile : own.ignoreFile;
  return {
    buildArgs: new Map([...own.buildArgs, ...args]),
    contexts: [...new Set([...own.contexts, ...build.contexts.keys()])],
    ...(targets ? { targets } : {}),
    ...(platforms ? { platforms } : {}),
    ...(context ? { context } : {}),
    ...(ignoreFile ? { ignoreFile } : {}),
  };
}
