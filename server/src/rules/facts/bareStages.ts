/**
 * What stages lack that are made of an image without a shell: where a shell would have to be there and nothing brings one, and
 * the same for the names of users. Nothing is said of a stage once a command has run in it that may have made anything.
 */
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction, StageEvaluation } from "../../stages/evaluation/evaluateStage";
import type { Stage } from "../../stages/model/model";
import { SCRATCH, bareImage } from "./bareImages";
import type { BareImage } from "./bareImages";
import { mayCopyTo } from "./copiesTo";

/** What may be there, after some of the instructions of a stage. */
interface Brought {
  readonly shell: boolean;
  readonly users: boolean;
  readonly groups: boolean;
}

/** A step of a bare stage, with what may have been brought by the time it runs. */
export interface BareStep extends Brought {
  readonly step: EvaluatedInstruction;
}

export interface BareStage {
  readonly stage: Stage;
  readonly image: BareImage;
  readonly steps: readonly BareStep[];
  /** What may be there after the last one. */
  readonly end: Brought;
}

const known = new WeakMap<Analysis, readonly BareStage[]>();

/** The stages of a file whose bases begin with an image without a shell, in its order. */
export function bareStages(analysis: Analysis): readonly BareStage[] {
  const before = known.get(analysis);
  if (before) return before;
  const found = new Map<number, BareStage>();
  for (const stage of analysis.model.stages) {
    const base = analysis.graph.bases[stage.index] ?? null;
    const below = found.get(base ?? -1);
    const image = base === null ? rootImage(stage) : below?.image;
    const evaluation = image && analysis.evaluation(stage);
    if (image && evaluation) found.set(stage.index, bareStage(analysis, evaluation, image, below?.end));
  }
  const list = [...found.values()];
  known.set(analysis, list);
  return list;
}

function rootImage({ base, replaced }: Stage): BareImage | null {
  if (replaced || base.problem || base.expansion.dependsOnBuild) return null;
  if (base.to === "scratch") return SCRATCH;
  return base.to === "image" ? bareImage(base.expanded) : null;
}

function bareStage(
  analysis: Analysis,
  { stage, steps }: StageEvaluation,
  image: BareImage,
  below: Brought = { shell: false, users: false, groups: false },
): BareStage {
  let now = below;
  const list = steps.map((step): BareStep => {
    const here = { ...now, step };
    now = after(analysis, stage, step, now);
    return here;
  });
  return { stage, image, steps: list, end: now };
}

const ANYTHING: Brought = { shell: true, users: true, groups: true };

function after(analysis: Analysis, stage: Stage, step: EvaluatedInstruction, now: Brought): Brought {
  const { keyword, mounts, json } = step.instruction;
  switch (keyword) {
    case "ADD":
    case "COPY": {
      const brings = (path: string) => mayCopyTo(analysis, stage, step, path);
      return {
        shell: now.shell || brings("/bin/sh") || brings("/usr/bin/sh"),
        users: now.users || brings("/etc/passwd"),
        groups: now.groups || brings("/etc/group"),
      };
    }
    case "RUN":
      // The shell form fails; a mount may bring what it needs, and a program may install anything.
      return mounts.length > 0 || json !== null ? ANYTHING : now;
    case "SHELL":
      return { ...now, shell: true };
    default:
      return now;
  }
}
