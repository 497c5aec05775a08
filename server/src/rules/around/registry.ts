/** The rules about the files around a Dockerfile, and what runs them. */
import { isWrittenAt } from "../../around/written";
import type { Place } from "../../around/use";
import { levelOf } from "../run/ruleSettings";
import type { RuleSettings } from "../run/ruleSettings";
import type { OnThrow } from "../run/judges";
import type { Rule, Severity } from "../rule";
import type { AroundRule, BuildAround, Claim, Problem } from "./buildAround";
import { dockerfileNotFound, missingDockerfiles } from "./dockerfileNotFound";
import { undeclaredArguments } from "./undeclaredArguments";
import { unknownNoCacheFilter, unknownNoCacheFilters } from "./unknownNoCacheFilter";
import { unknownTargets } from "./unknownTargets";
import { unusedNamedContext, unusedNamedContexts } from "./unusedNamedContext";

export const AROUND_RULES: readonly AroundRule[] = [
  unknownTargets,
  unknownNoCacheFilters,
  missingDockerfiles,
  undeclaredArguments,
  unusedNamedContexts,
];

/** Those of them that have nothing to say in a Dockerfile. */
export const ONLY_AROUND: readonly Rule[] = [dockerfileNotFound, unknownNoCacheFilter, unusedNamedContext];

/** What a rule finds in a file around a Dockerfile. */
export interface AroundFinding extends Problem {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly place: Place;
  /** The builds that it is about. */
  readonly builds: readonly BuildAround[];
}

/** A build without the means to see what is written where. */
export type KnownBuild = Omit<BuildAround, "isWritten" | "isNameWritten">;

/**
 * What is wrong in a file, in its order. `builds` are all that share something with the builds of the file; `textOf` gives the text of a
 * file, or null. A rule that throws loses only itself, and `onThrow` hears of it.
 */
export function checkAround(
  file: string,
  builds: readonly KnownBuild[],
  textOf: (file: string) => string | null,
  settings: RuleSettings,
  onThrow: OnThrow,
): AroundFinding[] {
  const all = builds.map((build): BuildAround => ({
    ...build,
    isNameWritten: ({ file: each, span }, name) => textOf(each)?.slice(span.start, span.end) === name,
    isWritten: (place, text) => isWrittenAt(textOf(place.file) ?? "", place, text, build.use.kind),
  }));
  const found = AROUND_RULES.flatMap(({ rule, judge }): AroundFinding[] => {
    const severity = levelOf(rule, settings);
    if (severity === null) return [];
    try {
      return [...groups(file, all, judge).values()].flatMap(claims => {
        const [first] = claims;
        const problem = claims.every(({ claim }) => claim.problem) && first?.claim.problem;
        if (!problem) return [];
        const { place } = first.claim;
        return [{ ...problem, rule, severity, place, builds: claims.map(({ build }) => build) }];
      });
    } catch (error) {
      onThrow(rule, error);
      return [];
    }
  });
  return found.sort((a, b) => a.place.span.start - b.place.span.start);
}

/** What is said of each text of the file, by the builds that have it. */
function groups(
  file: string,
  builds: readonly BuildAround[],
  judge: AroundRule["judge"],
): Map<string, { claim: Claim; build: BuildAround }[]> {
  const found = new Map<string, { claim: Claim; build: BuildAround }[]>();
  for (const build of builds)
    for (const claim of judge(build)) {
      const { place, text } = claim;
      if (place.file !== file) continue;
      const key = `${place.span.start} ${text}`;
      const group = found.get(key);
      if (group) group.push({ claim, build });
      else found.set(key, [{ claim, build }]);
    }
  return found;
}
