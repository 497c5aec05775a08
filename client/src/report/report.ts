/** A build as a report tells it: its stages with their steps, when each ran, and what the builder said. Pure data. */
import { duration, hasEnded, type BuildStep, type StepState } from "../progress/buildRecord";
import { stageProgress } from "../progress/stageProgress";
import { titleOf } from "../progress/stepName";
import { instructionOfStep, stageOfStep } from "../progress/stepPlaces";
import { criticalSteps } from "./criticalPath";
import { waitsOf } from "./buildWaits";
import { sizeParts } from "./sizeParts";
import type { ReportedBuild, ReportStep, BuildReport, ReportFacts } from "./buildReport";

/** The report of a build as it is at `now`, in milliseconds of this machine's clock. */
export function reportOf(
  build: ReportedBuild,
  now: number,
  { sizes, reasons, shares = [], hints = [] }: ReportFacts = {},
): BuildReport {
  const { file, record, request, failure } = build;
  const until = build.ended ?? now;
  const all = [...record.steps.values()];
  const critical =
    build.state === "running" ? new Set<BuildStep>() : criticalSteps(record, file, failure?.step);
  const zero = Math.min(...all.flatMap(({ began }) => (began === undefined ? [] : [began])));
  const placed = all.map((step, id) => ({
    stage: stageOfStep(step, file),
    instruction: instructionOfStep(step, file, record) ?? -1,
    said: reportStep(step, id),
  }));
  const stages = stageProgress(record, file, until).flatMap(({ stage: index, state, took }) => {
    const stage = file.model.stages[index];
    if (stage === undefined) return [];
    const own = placed.filter(step => step.stage === index).sort((a, b) => a.instruction - b.instruction);
    const line = stage.keywordRange.start.line + 1;
    const steps = own.map(({ said }) => said);
    return [{ index, name: stage.displayName, base: stage.base.text, line, state: seen(state), took, steps }];
  });
  const steps = stages.flatMap(stage => stage.steps);
  return {
    file: file.name,
    target: file.model.stages[file.target]?.displayName ?? "",
    image: request.image,
    ...(build.useBuilt && build.useBuilt.label !== "" ? { use: build.useBuilt.label } : {}),
    builder: request.engine.builder,
    state: build.state,
    started: build.started,
    took: until - build.started,
    stages,
    internal: placed.filter(({ stage }) => stage === undefined).map(({ said }) => said),
    steps: {
      total: steps.length,
      ended: steps.filter(({ state }) => state !== "waiting" && state !== "running").length,
      cached: steps.filter(({ state }) => state === "cached").length,
    },
    warnings: [...record.warnings],
    failure: failure && { message: failure.message, log: failure.log },
    transfer: transferOf(all, until),
    size: sizes && { total: sizes.total, parts: sizeParts(file, sizes) },
    waits: build.state === "running" ? undefined : waitsOf(stages),
    shares,
    hints,
  };

  function reportStep(step: BuildStep, id: number): ReportStep {
    const index = instructionOfStep(step, file, record) ?? -1;
    const instruction = file.instructions[index];
    const words = titleOf(step.name);
    // What an ONBUILD of the base does is led to the FROM, and says something else.
    const isOfBase = instruction?.keyword === "FROM" && !/^FROM\b/i.test(words);
    const start = step.began === undefined ? undefined : step.began - zero;
    const took = duration(step, until);
    const end = hasEnded(step) && step.ended !== undefined ? step.ended - zero : (start ?? 0) + took;
    return {
      id,
      title: instruction === undefined || isOfBase ? words : instruction.text,
      line: instruction && instruction.range.start.line + 1,
      platform: step.place?.by === "name" ? step.place.platform : undefined,
      state: seen(step.state),
      took,
      start,
      end: start === undefined ? undefined : Math.max(start, end),
      isCritical: critical.has(step),
      error: step.error,
      why: step.state === "cached" ? undefined : reasons?.get(index)?.join(" "),
      added: isOfBase ? undefined : sizes?.byInstruction.get(index),
    };
  }

  /** An engine does not say of each step that it stopped, least of all when it was stopped itself. */
  function seen(state: StepState): StepState {
    if (state !== "running" || build.state === "running") return state;
    return build.state === "done" ? "done" : "cancelled";
  }
}

/** The steps that load the main context and named ones; those of the Dockerfile and its ignore file are none. */
function transferOf(steps: readonly BuildStep[], until: number): BuildReport["transfer"] {
  const loads = steps.filter(({ name }) =>
    /^\[(?:internal\] load build context|context .*\] load from client)/.test(name),
  );
  const sent = loads.filter(({ transferred }) => transferred !== undefined);
  if (sent.length === 0) return undefined;
  return {
    bytes: sent.reduce((sum, { transferred = 0 }) => sum + transferred, 0),
    took: sent.reduce((sum, step) => sum + duration(step, until), 0),
  };
}
