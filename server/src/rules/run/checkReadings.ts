/**
 * Judges by the builds of other files, where any of them may be meant, what depends on what they are given: on stages of other
 * Dockerfiles, and on the files of the build context. What holds in all of them is said as it is, in some of them with these, and what
 * holds in none of them is not said.
 */
import type { Analysis } from "../../stages/analysis/analysis";
import { areAllRead, buildsThrough, stagesWithLinks } from "../../stages/analysis/readingStages";
import type { DescribedBuild } from "../../stages/model/buildsAround";
import { stageAt } from "../../stages/model/stagePlaces";
import type { BuildOptions } from "../../stages/model/buildOptions";
import { checkPlatforms } from "./checkPlatforms";
import { subjectOf } from "./finding";
import type { RuleFinding } from "./finding";
import type { OnThrow } from "./judges";
import { createMemory } from "./memory";
import type { CheckMemory } from "./memory";
import { onlyIn } from "./onlyIn";
import type { RuleSettings } from "./ruleSettings";

/** What is remembered of the readings, by their options, with what is remembered of the file itself. */
const MEMORIES = new WeakMap<CheckMemory, WeakMap<BuildOptions, CheckMemory>>();

/** What a reading says of one place. */
interface Judged {
  /** The builds that hold it, and a finding as the first of them has it. */
  readonly finding: RuleFinding;
  readonly builds: DescribedBuild[];
}

/** What was found in a file by itself, as its builds have it; as it is, where those read the file alike. */
export function checkReadings(
  analysis: Analysis,
  own: RuleFinding[],
  onThrow: OnThrow,
  memory: CheckMemory,
  settings: RuleSettings,
): RuleFinding[] {
  const { readings } = analysis;
  if (readings.length === 0) return own;
  const memories = MEMORIES.get(memory) ?? new WeakMap<BuildOptions, CheckMemory>();
  MEMORIES.set(memory, memories);
  const judged = readings.map(reading => {
    const { options } = reading.analysis.model;
    const known = memories.get(options) ?? createMemory();
    memories.set(options, known);
    return { reading, findings: checkPlatforms(reading.analysis, onThrow, known, settings) };
  });
  const varying = new Set(readings.flatMap(reading => [...stagesWithLinks(reading.analysis)]));
  const isOfAllBuilds = areAllRead(analysis);
  const stageOf = ({ span }: RuleFinding) => stageAt(analysis.model, span.start)?.index ?? -1;

  const isVarying = (finding: RuleFinding): boolean => {
    const { check, checkStage, checkUses, isAboutContext } = finding.rule;
    const stage = stageOf(finding);
    if (stage === -1 || check || finding.leftOut !== undefined) return false;
    return isAboutContext === true || ((checkStage ?? checkUses) !== undefined && varying.has(stage));
  };
  const allThrough = (finding: RuleFinding) =>
    readings.flatMap(reading => buildsThrough(reading, stageOf(finding)));
  const asTold = ({ finding, builds }: Judged): RuleFinding =>
    isOfAllBuilds && builds.length === allThrough(finding).length ? finding : onlyIn(finding, builds);

  const found = new Map<string, Judged>();
  for (const { reading, findings } of judged)
    for (const finding of findings) {
      if (!isVarying(finding)) continue;
      const builds = buildsThrough(reading, stageOf(finding));
      if (builds.length === 0) continue;
      const before = found.get(keyOf(finding));
      if (before) before.builds.push(...builds);
      else found.set(keyOf(finding), { finding, builds: [...builds] });
    }
  const told = own.flatMap(finding => {
    if (!isVarying(finding) || allThrough(finding).length === 0) return [finding];
    const holding = found.get(keyOf(finding));
    found.delete(keyOf(finding));
    return holding ? [asTold(holding)] : [];
  });
  return [...told, ...[...found.values()].map(asTold)].sort(
    (one, other) => one.span.start - other.span.start,
  );
}

/** What is the same in all builds that hold it: another context may lack the same path in favor of another one. */
function keyOf(finding: RuleFinding): string {
  return `${subjectOf(finding)} ${finding.message}`;
}
