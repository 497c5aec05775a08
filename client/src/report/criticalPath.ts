/**
 * Which steps the end of a build had to wait for: from the last one back, each time the step that ended last of those that
 * it needed. What needs what is said by the stage model, since not every engine tells it.
 */
import type { BuildRecord, BuildStep } from "../progress/buildRecord";
import { instructionOfStep, stageOfStep, type BuiltFile } from "../progress/stepPlaces";

/** A step with the index of its instruction in `file.instructions`. */
interface Placed {
  step: BuildStep;
  instruction: number;
}

/**
 * The steps on the way to the end of the stage that was built; to the step that failed, if one is given. None for steps
 * that the engine places nowhere.
 */
export function criticalSteps(
  record: BuildRecord,
  file: BuiltFile,
  failed: BuildStep | undefined,
): Set<BuildStep> {
  const stages = placedSteps(record, file);
  const path = new Set<BuildStep>();
  let next = failed ?? latest(endsOf(file.target));
  while (next !== undefined && !path.has(next)) {
    path.add(next);
    next = latest(neededBy(next));
  }
  return path;

  function neededBy(step: BuildStep): BuildStep[] {
    const stage = stageOfStep(step, file) ?? -1;
    const own = (stages.get(stage) ?? []).filter(other => platformOf(other.step) === platformOf(step));
    const at = own.findIndex(other => other.step === step);
    const here = own[at];
    if (here === undefined) return [];
    const before = own[at - 1];
    const first = before === undefined ? -1 : endLine(before.instruction);
    const last = endLine(here.instruction);
    const others = file.model.references.flatMap(({ inStage, range: { start }, to }) => {
      if (inStage !== stage || typeof to !== "number") return [];
      return start.line > first && start.line <= last ? endsOf(to, platformOf(step)) : [];
    });
    return before === undefined ? others : [before.step, ...others];
  }

  /** The last step of a stage, on each platform; of a stage without steps, that of its base. */
  function endsOf(stage: number, platform?: string): BuildStep[] {
    const seen = new Set<number>();
    for (let at = stage; !seen.has(at);) {
      seen.add(at);
      const ends = new Map((stages.get(at) ?? []).map(({ step }) => [platformOf(step), step]));
      const own = platform === undefined ? undefined : ends.get(platform);
      if (own !== undefined) return [own];
      if (ends.size > 0) return [...ends.values()];
      const base = file.model.stages[at]?.base.to;
      if (typeof base !== "number") return [];
      at = base;
    }
    return [];
  }

  function endLine(instruction: number): number {
    return file.instructions[instruction]?.range.end.line ?? -1;
  }
}

/** The steps of each stage, in the order of the file. */
function placedSteps(record: BuildRecord, file: BuiltFile): Map<number, Placed[]> {
  const stages = new Map<number, Placed[]>();
  for (const step of record.steps.values()) {
    const stage = stageOfStep(step, file);
    const instruction = instructionOfStep(step, file, record);
    if (stage === undefined || instruction === undefined) continue;
    stages.set(stage, [...(stages.get(stage) ?? []), { step, instruction }]);
  }
  for (const steps of stages.values()) steps.sort((a, b) => a.instruction - b.instruction);
  return stages;
}

function platformOf({ place }: BuildStep): string | undefined {
  return place?.by === "name" ? place.platform : undefined;
}

function latest(steps: readonly BuildStep[]): BuildStep | undefined {
  const end = ({ ended, began }: BuildStep) => ended ?? began ?? -Infinity;
  return [...steps].sort((a, b) => end(b) - end(a))[0];
}
