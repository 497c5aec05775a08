/** Why a step ran because of another: the one that it copies from or is based on, or the image under it. */
import type { KeptBuild, KeptStage, KeptStep } from "./keptBuild";
import type { Reason, StepAt } from "./reason";
import type { Pair } from "./compareBuilds";

/** What is another of all that the step hangs on. */
export function outerReasons(
  stage: KeptStage,
  index: number,
  pair: Pair,
  build: KeptBuild,
  pairs: ReadonlyMap<number, Pair | undefined>,
  ran: ReadonlyMap<number, readonly boolean[]>,
): Reason[] {
  const step = stage.steps[index];
  const reasons: Reason[] = [];
  for (const { from } of step?.takes ?? []) {
    if (typeof from === "number") {
      const cause = causeIn(from, build, ran, pairs);
      if (cause !== undefined) reasons.push({ kind: "source", stage: from, cause });
      else reasons.push(...removedIn(from, build, pairs));
    } else reasons.push(...imageReasons(from.image, pair.build, build));
  }
  const before = ran.get(stage.index)?.indexOf(true) ?? -1;
  if (before !== -1 && before < index)
    return [...reasons, { kind: "before", cause: { stage: stage.index, step: before } }];
  const removed = removedBefore(index, pair);
  if (removed !== undefined) reasons.push({ kind: "removed", text: removed.text });
  return [...reasons, ...baseReasons(stage, pair, build, pairs, ran)];
}

/**
 * What is another of a stage that the step hangs on, and is in the cache all the same: it was built since the stage of the step was, for
 * another target.
 */
export function builtSince(
  stage: KeptStage,
  index: number,
  { build: earlier }: Pair,
  build: KeptBuild,
): Reason[] {
  const had = new Set(earlier.stages.flatMap(({ steps }) => steps.map(({ key }) => key)));
  const changedIn = (at: number | string, end?: number): Reason[] => {
    const found = build.stages.find(({ index: own }) => own === at);
    if (found === undefined) return [];
    const below = changedIn(typeof found.base === "number" && found.base < found.index ? found.base : "");
    const step = found.steps.slice(0, end).findIndex(({ key }) => !had.has(key));
    if (below.length > 0 || step === -1) return below;
    return [{ kind: "source", stage: found.index, cause: { stage: found.index, step } }];
  };
  const sources = (stage.steps[index]?.takes ?? []).flatMap(({ from }) =>
    typeof from === "number" ? changedIn(from) : [],
  );
  return [...sources, ...changedIn(stage.index, index)];
}

/** The step of a stage, or of a base of it, that has run; undefined where none did. */
function causeIn(
  index: number,
  build: KeptBuild,
  ran: ReadonlyMap<number, readonly boolean[]>,
  pairs: ReadonlyMap<number, Pair | undefined>,
): StepAt | undefined {
  const step = ran.get(index)?.indexOf(true) ?? -1;
  if (step !== -1) return { stage: index, step };
  const stage = build.stages.find(found => found.index === index);
  if (stage === undefined) return undefined;
  if (typeof stage.base === "number" && stage.base < index) return causeIn(stage.base, build, ran, pairs);
  const was = pairs.get(index);
  if (was === undefined || typeof stage.base === "number") return undefined;
  const isOther = was.before.base !== stage.base || imageReasons(stage.base, was.build, build).length > 0;
  return isOther ? { stage: index, step: -1 } : undefined;
}

function baseReasons(
  stage: KeptStage,
  { before, build: earlier }: Pair,
  build: KeptBuild,
  pairs: ReadonlyMap<number, Pair | undefined>,
  ran: ReadonlyMap<number, readonly boolean[]>,
): Reason[] {
  const nameOf = (base: number | string, stages: readonly KeptStage[]) =>
    typeof base === "string"
      ? base
      : (stages.find(({ index }) => index === base)?.name ?? "") || `stage-${base}`;
  const [was, is] = [nameOf(before.base, earlier.stages), nameOf(stage.base, build.stages)];
  if (was !== is) return [{ kind: "base", before: was, after: is }];
  if (typeof stage.base === "number") {
    const cause = causeIn(stage.base, build, ran, pairs);
    return cause === undefined ? removedIn(stage.base, build, pairs) : [{ kind: "before", cause }];
  }
  return imageReasons(stage.base, earlier, build);
}

/** Whether the builder has another image under the same name now. */
function imageReasons(image: string, was: KeptBuild, build: KeptBuild): Reason[] {
  const [before, after] = [was.images[image], build.images[image]];
  return before === undefined || after === undefined || before === after
    ? []
    : [{ kind: "image", image, before, after }];
}

/** An instruction that stood before a step, and is nowhere in the stage any more. */
function removedBefore(index: number, { before, steps }: Pair): KeptStep | undefined {
  const was = steps[index] ?? -1;
  return before.steps.find((_, at) => at < was && !steps.includes(at));
}

/** An instruction that is gone from a stage, or from a base of it. */
function removedIn(index: number, build: KeptBuild, pairs: ReadonlyMap<number, Pair | undefined>): Reason[] {
  const pair = pairs.get(index);
  const gone = pair?.before.steps.find((_, at) => !pair.steps.includes(at));
  if (gone !== undefined) return [{ kind: "removed", text: gone.text }];
  const base = build.stages.find(stage => stage.index === index)?.base;
  return typeof base === "number" && base < index ? removedIn(base, build, pairs) : [];
}
