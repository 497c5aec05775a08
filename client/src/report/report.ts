/** A build as a report tells it: its stages with their steps, when each ran, and what the builder said. Pure data. */
import type { BuildRequest } from "../engine/engineCommand";
import {
  duration,
  hasEnded,
  type BuildRecord,
  type BuildStep,
  type BuildWarning,
  type StepState,
} from "../progress/buildRecord";
import type { BuildFailure } from "../progress/progressReader";
import { stageProgress } from "../progress/stageProgress";
import { titleOf } from "../progress/stepName";
import { instructionOfStep, stageOfStep, type BuiltFile } from "../progress/stepPlaces";
import type { InstructionSizes } from "../progress/instructionSizes";
import { criticalSteps } from "./criticalPath";
import { waitsOf, type BuildWaits } from "./buildWaits";
import type { CachedShare } from "./cachedShares";
import { sizeParts, type SizePart } from "./sizeParts";

/** What a report needs to know of a build; times in milliseconds of this machine's clock. */
export interface ReportedBuild {
  readonly request: BuildRequest;
  readonly file: BuiltFile;
  readonly record: BuildRecord;
  readonly started: number;
  /** What describes the build; an empty label where nothing but the settings do. */
  readonly useBuilt?: { readonly label: string };
  ended: number | undefined;
  state: "running" | "done" | "failed" | "cancelled";
  failure: BuildFailure | undefined;
}

export interface ReportStep {
  /** Its number in the report, in the order in which the engine mentioned it, from 0. */
  id: number;
  /** The instruction as one line; of what no instruction of the file says, the engine's words. */
  title: string;
  /** The line of the instruction when the build began, from 1. */
  line: number | undefined;
  /** Where the build was for several platforms. */
  platform: string | undefined;
  state: StepState;
  /** How long its runs took, in milliseconds. */
  took: number;
  /** When it began and ended, in milliseconds since the first step began; none if it never ran. */
  start: number | undefined;
  end: number | undefined;
  /** Whether the end of the build had to wait for it. */
  isCritical: boolean;
  /** The engine's words, where it failed. */
  error: string | undefined;
  /** Why it ran, in sentences; undefined where it did not, or nobody knows. */
  why: string | undefined;
  /** What its instruction added to the image, in bytes of unpacked files; undefined where that is not known. */
  added: number | undefined;
}

/** The size of the image that a build has left, as the history of the engine tells it. */
export interface ReportSize {
  /** In bytes of unpacked files. */
  total: number;
  /** The largest first. */
  parts: SizePart[];
}

export interface ReportStage {
  /** The index of the stage in the file. */
  index: number;
  name: string;
  /** What its FROM names. */
  base: string;
  /** The line of its FROM when the build began, from 1. */
  line: number;
  state: StepState;
  /** How long its steps took, those that ran at the same time added up, in milliseconds. */
  took: number;
  /** In the order of the file. */
  steps: ReportStep[];
}

export interface BuildReport {
  /** The name of the Dockerfile. */
  file: string;
  /** The stage that was to be built, as it is called in the file. */
  target: string;
  image: string;
  /** What people call the use that was built (`compose.yaml › web`); absent where nothing but the settings describe the build. */
  use?: string;
  builder: BuildRequest["engine"]["builder"];
  state: ReportedBuild["state"];
  /** Milliseconds since 1970. */
  started: number;
  /** Milliseconds from the start of the engine's program to its end, or to now. */
  took: number;
  /** Those that have a step, in the order of the file. */
  stages: ReportStage[];
  /** What the builder did for itself. */
  internal: ReportStep[];
  /** How many steps the stages have, how many of them have ended, and how many of those were cached. */
  steps: { total: number; ended: number; cached: number };
  warnings: BuildWarning[];
  failure: { message: string; log: string[] } | undefined;
  size: ReportSize | undefined;
  /** What the builder got of build contexts on this machine; undefined where it did not say. Times in milliseconds. */
  transfer: { bytes: number; took: number } | undefined;
  /** What its end waited for; undefined while it runs. */
  waits: BuildWaits | undefined;
  /** The last builds of the same stage that are kept, the oldest first. */
  shares: readonly CachedShare[];
  /** Where the order of instructions made steps run again and again, in the file as it is now. */
  hints: readonly ReportHint[];
}

export interface ReportHint {
  /** Sentences: what was seen, and what to do. */
  message: string;
  advice: string;
  /** From 1. */
  line: number;
}

/** What is known of a build beside its steps. */
export interface ReportFacts {
  /** Of the image that it has left. */
  sizes?: InstructionSizes | undefined;
  /** By the index of the instruction, why it ran, as plain text. */
  reasons?: ReadonlyMap<number, readonly string[]> | undefined;
  /** Of the last builds of the same stage, the oldest first. */
  shares?: readonly CachedShare[] | undefined;
  hints?: readonly ReportHint[] | undefined;
}

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
