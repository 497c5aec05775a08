/** Why the steps of a build ran, or would run: what is another since the builds before it. Pure. */
import { alignSteps } from "./alignSteps";
import { fileReasons } from "./compareFiles";
import type { KeptBuild, KeptStage, KeptStep } from "./keptBuild";
import type { Reason, StepAt } from "./reason";
import { outerReasons, builtSince } from "./outerReasons";

/** The reasons of a step, the most telling first. */
export interface StepReasons extends StepAt {
  reasons: Reason[];
}

/**
 * The keys that a builder has of earlier builds, which are in their order. It has what it did last, and what it took from its cache.
 */
export function keysOf(earlier: readonly KeptBuild[], builder: string): Set<string> {
  const keys = new Set<string>();
  for (const build of earlier) {
    if (build.builder !== builder) continue;
    for (const { steps } of build.stages)
      for (const { key, outcome } of steps) if (outcome === "ran" || outcome === "cached") keys.add(key);
  }
  return keys;
}

/** The reasons of those steps of a build for which `runs` says so; `earlier` are builds of any Dockerfile, in their order. */
export function reasonsOf(
  build: KeptBuild,
  earlier: readonly KeptBuild[],
  runs: (step: KeptStep, stage: KeptStage, index: number) => boolean,
): StepReasons[] {
  const keys = keysOf(earlier, build.builder);
  const others = new Set(
    earlier
      .filter(({ builder }) => builder !== build.builder)
      .flatMap(({ builder }) => [...keysOf(earlier, builder)]),
  );
  const own = earlier.filter(({ dockerfile }) => dockerfile === build.dockerfile);
  const pairs = new Map(build.stages.map(stage => [stage.index, pairOf(stage, build, own)]));
  const ran = new Map(
    build.stages.map(stage => [stage.index, stage.steps.map((step, at) => runs(step, stage, at))]),
  );
  /** Steps that may have made something else although nothing that is known of them is another, and what ran because of these. */
  const unsure = new Set<string>();
  return build.stages.flatMap(stage =>
    stage.steps.flatMap((step, index): StepReasons[] => {
      if (ran.get(stage.index)?.[index] !== true) return [];
      const at = { stage: stage.index, step: index };
      if (isForced(build, stage, index)) {
        unsure.add(keyOf(at));
        return [{ ...at, reasons: [{ kind: "noCache" }] }];
      }
      if (keys.has(step.key)) {
        // The value that only a build knows is that of the same image.
        const reasons = [...remoteReasons(step), ...causesOf(stage, index, build, ran, unsure)];
        if (reasons.length === 0) return [{ ...at, reasons: [{ kind: "pruned" }] }];
        unsure.add(keyOf(at));
        return [{ ...at, reasons }];
      }
      if (others.has(step.key)) {
        const before = own.findLast(({ builder }) => builder !== build.builder)?.builder ?? "";
        return [{ ...at, reasons: [{ kind: "builder", before, after: build.builder }] }];
      }
      const pair = pairs.get(stage.index);
      if (pair === undefined) return [{ ...at, reasons: [{ kind: "first" }] }];
      const reasons = [
        ...ownReasons(step, index, pair, build),
        ...outerReasons(stage, index, pair, build, pairs, ran),
      ];
      if (reasons.length === 0) reasons.push(...builtSince(stage, index, pair, build));
      return [{ ...at, reasons: reasons.length > 0 ? reasons : [{ kind: "unknown" }] }];
    }),
  );
}

function keyOf({ stage, step }: StepAt): string {
  return `${stage} ${step}`;
}

/** What may have changed where nobody looks before a build. */
function remoteReasons({ remote }: KeptStep): Reason[] {
  return remote.map(address => ({ kind: "remote", address }));
}

/** The steps that ran and that a step takes something from, as far as they are among `causes`. */
function causesOf(
  stage: KeptStage,
  index: number,
  build: KeptBuild,
  ran: ReadonlyMap<number, readonly boolean[]>,
  causes: ReadonlySet<string>,
): Reason[] {
  const firstIn = ({ index: at, base, steps }: KeptStage, end = steps.length): StepAt | undefined => {
    const step = steps.findIndex(
      (_, each) => each < end && ran.get(at)?.[each] === true && causes.has(keyOf({ stage: at, step: each })),
    );
    if (step !== -1) return { stage: at, step };
    const below = build.stages.find(found => found.index === base && found.index < at);
    return below && firstIn(below);
  };
  const sources = (stage.steps[index]?.takes ?? []).flatMap(({ from }): Reason[] => {
    const source = build.stages.find(found => found.index === from);
    const cause = source && firstIn(source);
    return source === undefined || cause === undefined
      ? []
      : [{ kind: "source", stage: source.index, cause }];
  });
  const before = firstIn(stage, index);
  return before === undefined ? sources : [...sources, { kind: "before", cause: before }];
}

/** A stage, the newest earlier one that it was, and which of its steps are which. */
export interface Pair {
  before: KeptStage;
  build: KeptBuild;
  steps: number[];
}

/** A stage is found by its name, one without a name at its place; of the same builder and platform, if there is one. */
function pairOf(stage: KeptStage, build: KeptBuild, earlier: readonly KeptBuild[]): Pair | undefined {
  const rank = (other: KeptBuild) =>
    (other.builder === build.builder ? 2 : 0) + (other.platform === build.platform ? 1 : 0);
  let best: Pair | undefined;
  for (const other of earlier) {
    const before = other.stages.findLast(
      ({ name, index }) => name === stage.name && (name !== "" || index === stage.index),
    );
    if (before === undefined || (best !== undefined && rank(best.build) > rank(other))) continue;
    best = { before, build: other, steps: [] };
  }
  return best && { ...best, steps: alignSteps(stage.steps, best.before.steps) };
}

/**
 * Whether a step runs whatever the cache has: its stage is not taken from the cache, or a stage that this is based on. BuildKit leaves a
 * WORKDIR to its cache as long as nothing before it was made anew.
 */
export function isForced(build: KeptBuild, { name, index, base, steps }: KeptStage, step: number): boolean {
  const { noCache } = build;
  const isMeant = noCache === "all" || noCache.includes(name === "" ? `stage-${index}` : name);
  const first = steps.findIndex(({ keyword }) => keyword !== "WORKDIR");
  if (isMeant && first !== -1 && step >= first) return true;
  const below = build.stages.find(stage => stage.index === base && stage.index < index);
  return below !== undefined && isForced(build, below, below.steps.length - 1);
}

/** What is another of the step itself. */
function ownReasons(
  step: KeptStep,
  index: number,
  { before, build: earlier, steps }: Pair,
  build: KeptBuild,
): Reason[] {
  if (earlier.platform !== build.platform)
    return [{ kind: "platform", before: earlier.platform, after: build.platform }];
  const was = before.steps[steps[index] ?? -1];
  if (was === undefined)
    return [before.steps.some(({ text }) => text === step.text) ? { kind: "moved" } : { kind: "new" }];
  const reasons: Reason[] = [];
  if (was.text !== step.text) reasons.push({ kind: "instruction", before: was.text, after: step.text });
  reasons.push(...variableReasons(step, was));
  if (reasons.length === 0 && Object.keys(was.variables).join() !== Object.keys(step.variables).join())
    reasons.push({ kind: "order" });
  if (reasons.length === 0 && was.operation !== step.operation) reasons.push({ kind: "surroundings" });
  reasons.push(...fileReasons({ ...step, files: build.files }, { ...was, files: earlier.files }));
  if (reasons.length === 0 && was.text === step.text) {
    if (step.isOpen) reasons.push({ kind: "open" });
    reasons.push(...remoteReasons(step));
  }
  return reasons;
}

function variableReasons(step: KeptStep, was: KeptStep): Reason[] {
  const names = [...new Set([...Object.keys(was.variables), ...Object.keys(step.variables)])].sort();
  return names.flatMap((name): Reason[] => {
    const [before, after] = [was.variables[name], step.variables[name]];
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    const valueOf = (variable: typeof before) =>
      variable && "value" in variable ? variable.value : undefined;
    const isSecret = [before, after].some(variable => variable !== undefined && "hash" in variable);
    return [{ kind: "variable", name, before: valueOf(before), after: valueOf(after), isSecret }];
  });
}
