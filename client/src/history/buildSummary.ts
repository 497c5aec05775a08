/** A kept build as a list of builds tells it. Pure. */
import type { KeptBuild, KeptStep } from "./keptBuild";

export interface BuildSummary {
  /** The same in all windows and sessions. */
  id: string;
  /** When it ended: milliseconds since 1970. */
  at: number;
  /** In milliseconds; undefined where nobody kept it. */
  took: number | undefined;
  state: "done" | "failed" | "cancelled" | undefined;
  /** The stage that was asked for: its name, or `stage-<index>`. */
  target: string;
  builder: string;
  platform: string;
  /** Of the target and all that it needs, without FROM. */
  steps: Record<KeptStep["outcome"] | "total", number>;
  /** Of its image, in bytes as the engine counts; undefined where nobody knows. */
  size: number | undefined;
}

export function summaryOf(id: string, build: KeptBuild): BuildSummary {
  const { at, took, state = stateOf(build), target, builder, platform, size } = build;
  const steps = build.stages.flatMap(stage => stage.steps);
  const count = (wanted: KeptStep["outcome"]) => steps.filter(({ outcome }) => outcome === wanted).length;
  return {
    ...{ id, at, took, state, builder, platform, size },
    target: stageNameIn(build, target),
    steps: {
      total: steps.length,
      ran: count("ran"),
      cached: count("cached"),
      failed: count("failed"),
      unknown: count("unknown"),
    },
  };
}

/** The name of a stage of a kept build, or `stage-<index>`. */
export function stageNameIn({ stages }: KeptBuild, index: number): string {
  const name = stages.find(stage => stage.index === index)?.name ?? "";
  return name === "" ? `stage-${index}` : name;
}

/** Of what earlier versions kept, as far as its steps tell. */
function stateOf({ stages, target }: KeptBuild): BuildSummary["state"] {
  if (stages.some(({ steps }) => steps.some(({ outcome }) => outcome === "failed"))) return "failed";
  const last = stages.find(({ index }) => index === target)?.steps.at(-1)?.outcome;
  return last === "ran" || last === "cached" ? "done" : undefined;
}
