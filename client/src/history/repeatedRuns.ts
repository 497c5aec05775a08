/** Which RUN ran again and again because files changed that a COPY or ADD before it brings: from kept builds, not from taste. Pure. */
import type { RepeatedRun } from "../../../server/src/protocol";
import type { KeptBuild, KeptStage, KeptStep } from "./keptBuild";

/** What it takes to say so: each has its reason. */
export const THRESHOLDS = {
  /** "This week": what somebody built before has been changed since, or forgotten. */
  newestMs: 7 * 24 * 3_600_000,
  /** Of fewer builds nobody knows what changes often. */
  builds: 5,
  /** Of these: what happens less often is no habit. */
  share: 0.5,
  /** In all: less is not worth an edit. */
  lostMs: 10_000,
} as const;

/** Those of a Dockerfile; `builds` are its kept ones, in their order, and `now` is in milliseconds since 1970. */
export function repeatedRuns(builds: readonly KeptBuild[], now: number): RepeatedRun[] {
  const pairs = new Map<string, RepeatedRun>();
  for (const [index, build] of builds.entries()) {
    if (now - build.at > THRESHOLDS.newestMs) continue;
    for (const stage of build.stages) {
      const cause = changedCopy(build, stage, builds.slice(0, index));
      for (const { copy, run } of pairsIn(stage)) {
        const key = JSON.stringify([stage.name, stage.name === "" ? stage.index : 0, copy.text, run.text]);
        const known = pairs.get(key);
        const isRepeat = cause === copy && run.outcome === "ran";
        pairs.set(key, {
          ...{ stage: stage.name, index: stage.index, copy: copy.text, run: run.text },
          ran: (known?.ran ?? 0) + (isRepeat ? 1 : 0),
          builds: (known?.builds ?? 0) + 1,
          lost: (known?.lost ?? 0) + (isRepeat ? run.took : 0),
        });
      }
    }
  }
  return [...pairs.values()].filter(
    ({ ran, builds: all, lost }) =>
      all >= THRESHOLDS.builds && ran >= all * THRESHOLDS.share && lost >= THRESHOLDS.lostMs,
  );
}

/** Each RUN of a stage with each copy before it, of those that the builder came to. */
function pairsIn({ steps }: KeptStage): { copy: KeptStep; run: KeptStep }[] {
  const copies: KeptStep[] = [];
  const pairs: { copy: KeptStep; run: KeptStep }[] = [];
  for (const step of steps) {
    if (step.isTrigger || step.outcome === "unknown") continue;
    if (step.keyword === "RUN") pairs.push(...copies.map(copy => ({ copy, run: step })));
    else if (isCopy(step)) copies.push(step);
  }
  return pairs;
}

function isCopy({ keyword, reads }: KeptStep): boolean {
  return (keyword === "COPY" || keyword === "ADD") && reads.length > 0;
}

/**
 * The copy that made all after it run: the first step of the stage that ran, with nothing of it changed but its files. Undefined where
 * that is another step, or one that ran for another reason: it is new, it was edited, the cache was not used or no longer had it.
 */
function changedCopy(
  build: KeptBuild,
  stage: KeptStage,
  earlier: readonly KeptBuild[],
): KeptStep | undefined {
  const index = stage.steps.findIndex(({ outcome }) => outcome !== "cached");
  const step = stage.steps[index];
  if (step?.outcome !== "ran" || step.isTrigger || !isCopy(step)) return undefined;
  if (build.noCache === "all" || build.noCache.length > 0 || hasRun(build, stage.base)) return undefined;
  const own = earlier.filter(
    ({ builder, platform }) => builder === build.builder && platform === build.platform,
  );
  // The builder no longer had it.
  const wasBuilt = own.some(({ stages }) =>
    stages.some(({ steps }) => steps.some(({ key }) => key === step.key)),
  );
  if (wasBuilt) return undefined;
  const before = own.findLast(other => sameStage(other, stage) !== undefined);
  const was = before && sameStage(before, stage)?.steps[index];
  if (before === undefined || was === undefined) return undefined;
  const isSame =
    was.text === step.text &&
    was.operation === step.operation &&
    JSON.stringify([was.variables, was.takes]) === JSON.stringify([step.variables, step.takes]);
  const hasSameBase =
    typeof stage.base === "number" ||
    (sameStage(before, stage)?.base === stage.base &&
      (before.images[stage.base] ?? "") === (build.images[stage.base] ?? ""));
  return isSame && hasSameBase ? step : undefined;
}

function sameStage({ stages }: KeptBuild, { name, index }: KeptStage): KeptStage | undefined {
  return stages.findLast(other => other.name === name && (name !== "" || other.index === index));
}

/** Whether a step of a stage, or of one that it is based on, has run. */
function hasRun(build: KeptBuild, base: number | string): boolean {
  if (typeof base === "string") return false;
  const stage = build.stages.find(({ index }) => index === base);
  if (stage === undefined) return false;
  if (stage.steps.some(({ outcome }) => outcome !== "cached")) return true;
  return typeof stage.base === "number" && stage.base < base && hasRun(build, stage.base);
}
