/** Two kept builds of a Dockerfile beside one another: which steps ran in each, why, and how long they took. Pure. */
import { alignSteps } from "./alignSteps";
import { summaryOf, stageNameIn, type BuildSummary } from "./buildSummary";
import { reasonsOf } from "./compareBuilds";
import type { KeptBuild, KeptStage, KeptStep } from "./keptBuild";
import type { Reason } from "./reason";

export interface BuildComparison {
  before: ComparedBuild;
  after: ComparedBuild;
  /** In the order of the newer build; what only the older one had stands at the end of its stage. */
  rows: ComparedRow[];
}

/** One of the two builds, with what sentences about its reasons need. */
export interface ComparedBuild {
  summary: BuildSummary;
  stages: { index: number; name: string; base: string; steps: string[] }[];
}

export interface ComparedRow {
  stage: string;
  /** As written in the newer build that has it. */
  text: string;
  before: StepSide | undefined;
  after: StepSide | undefined;
}

/** What became of a step in one of the builds. */
export interface StepSide {
  /** The text of the instruction then. */
  text: string;
  outcome: KeptStep["outcome"];
  /** In milliseconds. */
  took: number;
  /** Why it ran then, beside the builds before that one. */
  reasons: Reason[];
}

/** A build with its id and those before it, in their order. */
export interface BuildAt {
  id: string;
  build: KeptBuild;
  earlier: readonly KeptBuild[];
}

export function compareTwo(before: BuildAt, after: BuildAt): BuildComparison {
  const sides = [sidesOf(before), sidesOf(after)] as const;
  const left = new Set(before.build.stages);
  const rows = after.build.stages.flatMap(stage => {
    const was = before.build.stages.find(
      other =>
        left.has(other) && other.name === stage.name && (other.name !== "" || other.index === stage.index),
    );
    if (was !== undefined) left.delete(was);
    return rowsOf(stageNameIn(after.build, stage.index), was, stage, sides);
  });
  const gone = [...left].flatMap(stage =>
    rowsOf(stageNameIn(before.build, stage.index), stage, undefined, sides),
  );
  return { before: comparedBuild(before), after: comparedBuild(after), rows: [...rows, ...gone] };
}

type Sides = ReadonlyMap<KeptStep, StepSide>;

function rowsOf(
  stage: string,
  was: KeptStage | undefined,
  is: KeptStage | undefined,
  [before, after]: readonly [Sides, Sides],
): ComparedRow[] {
  const steps = is?.steps ?? [];
  const earlier = was?.steps ?? [];
  const pairs = alignSteps(steps, earlier);
  const rows = steps.map((step, index): ComparedRow => {
    const other = earlier[pairs[index] ?? -1];
    return { stage, text: step.text, before: other && before.get(other), after: after.get(step) };
  });
  const removed = earlier.flatMap((step, index): ComparedRow[] =>
    pairs.includes(index) ? [] : [{ stage, text: step.text, before: before.get(step), after: undefined }],
  );
  return [...rows, ...removed];
}

function sidesOf({ build, earlier }: BuildAt): Sides {
  const reasons = new Map(
    reasonsOf(build, earlier, ({ outcome }) => outcome === "ran" || outcome === "failed").map(found => [
      `${found.stage} ${found.step}`,
      found.reasons,
    ]),
  );
  return new Map(
    build.stages.flatMap(stage =>
      stage.steps.map((step, index): [KeptStep, StepSide] => [
        step,
        {
          text: step.text,
          outcome: step.outcome,
          took: step.took,
          reasons: reasons.get(`${stage.index} ${index}`) ?? [],
        },
      ]),
    ),
  );
}

function comparedBuild({ id, build }: BuildAt): ComparedBuild {
  return {
    summary: summaryOf(id, build),
    stages: build.stages.map(({ index, base, steps }) => ({
      index,
      name: stageNameIn(build, index),
      base: typeof base === "number" ? stageNameIn(build, base) : base,
      steps: steps.map(({ text }) => text),
    })),
  };
}
