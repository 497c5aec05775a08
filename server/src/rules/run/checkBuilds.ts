/** Runs the rules for the builds that other files describe: what is wrong in some of them alone is said of these. */
import type { Analysis } from "../../stages/analysis/analysis";
import { optionsUnder, targetOf } from "../../stages/model/buildsAround";
import type { DescribedBuild } from "../../stages/model/buildsAround";
import { reachableFrom } from "../../stages/model/graph";
import { stageAt } from "../../stages/model/stagePlaces";
import type { BuildOptions } from "../../stages/model/buildOptions";
import { checkModel } from "./checkModel";
import { checkPlatforms } from "./checkPlatforms";
import { checkReadings } from "./checkReadings";
import { subjectOf } from "./finding";
import type { RuleFinding } from "./finding";
import type { OnThrow } from "./judges";
import { createMemory } from "./memory";
import type { CheckMemory } from "./memory";
import { onlyIn } from "./onlyIn";
import type { RuleSettings } from "./ruleSettings";

/** More builds that differ are not asked: each costs as much as the file itself. */
const MOST_BUILDS = 8;
/** Nor are they of a longer text, which nobody has written. */
const LONGEST_TEXT = 200_000;

/**
 * Runs every rule on an analysis, as {@link checkPlatforms} does, and judges by the builds of other files what depends on what each of
 * them is given (`checkReadings.ts`). Adds what the builder refuses in some of them alone: a base that an argument of theirs makes
 * invalid. They are asked for that only where what they give can change what a base is.
 */
export function checkBuilds(
  analysis: Analysis,
  onThrow: OnThrow,
  memory: CheckMemory,
  settings: RuleSettings,
): RuleFinding[] {
  const own = checkPlatforms(analysis, onThrow, memory, settings);
  const found = checkReadings(analysis, own, onThrow, memory, settings);
  const { model } = analysis;
  const groups = model.file.text.length > LONGEST_TEXT ? [] : differing(analysis);
  if (groups.length === 0) return found;
  const known = new Set(found.map(subjectOf));
  const others = new Map<string, { finding: RuleFinding; builds: DescribedBuild[] }>();
  for (const { options, builds } of groups) {
    const under = analysis.under(options);
    for (const finding of checkModel(under, onThrow, createMemory(), settings)) {
      const key = subjectOf(finding);
      if (finding.rule.origin !== "error" || known.has(key)) continue;
      const concerned = builds.filter(build => needs(under, build, finding));
      if (concerned.length === 0) continue;
      const other = others.get(key);
      if (other) other.builds.push(...concerned);
      else others.set(key, { finding, builds: concerned });
    }
  }
  if (others.size === 0) return found;
  const named = [...others.values()].map(({ finding, builds }) => onlyIn(finding, builds));
  return [...found, ...named].sort((one, other) => one.span.start - other.span.start);
}

/** The builds by what they give that can change what a base is. Builds of which something is not known are left out. */
function differing({ model }: Analysis): { options: BuildOptions; builds: DescribedBuild[] }[] {
  const { around } = model.options;
  if (!around || !model.stages.some(({ base }) => base.text.includes("$"))) return [];
  const groups = new Map<string, { options: BuildOptions; builds: DescribedBuild[] }>();
  for (const build of around.builds) {
    if (build.isPartial) continue;
    // What is missing or empty in the file comes with the command, or from the environment.
    const args = new Map([...build.args].filter(([, value]) => value !== ""));
    const given = model.scope.args.map(({ name }) => [name, args.get(name) ?? null]);
    const key = JSON.stringify([given, [...build.contexts.keys()]]);
    const group = groups.get(key);
    if (group) group.builds.push(build);
    else if (groups.size < MOST_BUILDS)
      groups.set(key, {
        options: optionsUnder(model.options, { args, contexts: build.contexts }),
        builds: [build],
      });
  }
  return [...groups.values()];
}

/** Whether a build goes through the stage in which something was found. */
function needs({ model, graph }: Analysis, build: DescribedBuild, { span }: RuleFinding): boolean {
  const target = targetOf(model, build);
  const stage = stageAt(model, span.start);
  return target !== null && stage !== null && reachableFrom(graph, target.index).includes(stage.index);
}
