/** What a build of a stage made of its steps, or would make, and what they took. Pure. */
import type { StepReasons } from "./compareBuilds";
import type { KeptBuild, KeptStep } from "./keptBuild";

/** What a build of a stage made of its steps, or would make. */
export interface StageCost {
  stage: number;
  /** Without FROM: the steps of the stage and of all that it needs. */
  total: number;
  /** Those that ran, or would run, in the order of the file. */
  running: StepCost[];
  /** Contexts that nobody looked at, because they have too many files. */
  tooLarge: string[];
  /** In milliseconds: what these steps took when they last ran; undefined where that is not known of all. */
  took: number | undefined;
}

export interface StepCost extends StepReasons {
  /** The index among the instructions of the file. */
  instruction: number;
  keyword: string;
  text: string;
  /** What it took when it last ran, in milliseconds. */
  took: number | undefined;
}

/** The cost of the target of a build, of whose steps those with `reasons` ran, or would run; `earlier` say what they took. */
export function costOf(
  build: KeptBuild,
  earlier: readonly KeptBuild[],
  reasons: readonly StepReasons[],
): StageCost {
  const running = reasons.flatMap((found): StepCost[] => {
    const step = build.stages.find(({ index }) => index === found.stage)?.steps[found.step];
    if (step === undefined) return [];
    const { instruction, keyword, text } = step;
    return [{ ...found, instruction, keyword, text, took: step.took || lastTime(step, earlier, build) }];
  });
  const times = running.map(({ took }) => took);
  return {
    stage: build.target,
    total: build.stages.reduce((sum, { steps }) => sum + steps.length, 0),
    running,
    tooLarge: Object.entries(build.files).flatMap(([name, files]) => (files === null ? [name] : [])),
    took: times.every(took => took !== undefined) ? times.reduce((sum, took) => sum + took, 0) : undefined,
  };
}

/** What the step took when it last ran: the same one, else the one with the same text. */
function lastTime(
  { key, text }: KeptStep,
  earlier: readonly KeptBuild[],
  { dockerfile }: KeptBuild,
): number | undefined {
  const ran = earlier
    .filter(build => build.dockerfile === dockerfile)
    .flatMap(({ stages }) => stages.flatMap(({ steps }) => steps))
    .filter(({ outcome }) => outcome === "ran");
  return (ran.findLast(step => step.key === key) ?? ran.findLast(step => step.text === text))?.took;
}
