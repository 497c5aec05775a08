/** What a build said of its steps and its images, by stages and steps as the history counts them. Pure. */
import type { StageInputs } from "../../../server/src/protocol";
import type { StepOutcome } from "../history/askedBuild";
import type { BuildRecord, BuildStep } from "../progress/buildRecord";
import { instructionProgress } from "../progress/stageProgress";
import type { BuiltFile } from "../progress/stepPlaces";

/** The outcomes of the steps that the builder has said something of. `now` is this machine's clock, in milliseconds. */
export function stepOutcomes(
  record: BuildRecord,
  file: BuiltFile,
  stages: readonly StageInputs[],
  now: number,
): StepOutcome[] {
  const progress = new Map(instructionProgress(record, file, now).map(found => [found.instruction, found]));
  return stages.flatMap(({ steps }, stage) =>
    steps.flatMap(({ instruction, isTrigger }, step): StepOutcome[] => {
      const found = progress.get(instruction);
      if (found === undefined) return [];
      const own = isTrigger
        ? triggersIn(found.steps)[step]
        : found.steps.filter(({ place }) => place?.by !== "name" || !place.isTrigger);
      const outcome = outcomeOf(own ?? []);
      if (outcome === "unknown") return [];
      const steps = own ?? [];
      const took = steps.reduce((sum, { ran }) => sum + ran, 0);
      return [{ stage, step, outcome, took, ...(outcome === "ran" && whenOf(steps)) }];
    }),
  );
}

/** The digests of bases that the builder has named (`FROM docker.io/library/alpine:3.22@sha256:…`), by their text in the file. */
export function imageDigests(
  record: BuildRecord,
  file: BuiltFile,
  stages: readonly StageInputs[],
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { instruction, steps } of instructionProgress(record, file, 0)) {
    const stage = file.instructions[instruction]?.stage ?? -1;
    const base = stages[stage]?.base;
    if (file.instructions[instruction]?.keyword !== "FROM" || typeof base !== "object" || base === null)
      continue;
    for (const { name } of steps) {
      const [, digest] = /@(sha256:[0-9a-f]{64})\b/.exec(name) ?? [];
      if (digest !== undefined && "image" in base) found[base.image] = digest;
    }
  }
  return found;
}

/** The steps of each trigger, in their order; one for each platform. */
function triggersIn(steps: readonly BuildStep[]): BuildStep[][] {
  const byNumber = new Map<number, BuildStep[]>();
  for (const step of steps) {
    if (step.place?.by !== "name" || !step.place.isTrigger) continue;
    byNumber.set(step.place.step, [...(byNumber.get(step.place.step) ?? []), step]);
  }
  return [...byNumber].sort(([a], [b]) => a - b).map(([, own]) => own);
}

/** When steps ran, and the name of the first one. */
function whenOf(steps: readonly BuildStep[]): Pick<StepOutcome, "name" | "began" | "ended"> {
  const [first] = steps;
  const times = steps.flatMap(({ began, ended }) =>
    began === undefined || ended === undefined ? [] : [began, ended],
  );
  if (first === undefined || times.length === 0) return {};
  return { name: first.name, began: Math.min(...times), ended: Math.max(...times) };
}

function outcomeOf(steps: readonly BuildStep[]): StepOutcome["outcome"] {
  const states = new Set(steps.map(({ state }) => state));
  if (states.has("failed")) return "failed";
  if (states.has("cancelled") || states.has("waiting") || states.has("running") || states.size === 0)
    return "unknown";
  return states.has("done") ? "ran" : "cached";
}
