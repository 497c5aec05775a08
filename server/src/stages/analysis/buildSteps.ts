/**
 * Which instructions the builder numbers as the steps of a stage, as in `[build 2/5] RUN make` (the builder's
 * `frontend/dockerfile/dockerfile2llb/convert.go`: `toDispatchState` counts, `prefixCommand` numbers).
 */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Analysis } from "./analysis";
import { baseStage } from "../model/baseStage";
import type { Stage } from "../model/model";

/**
 * `numbered`: the step has a number of its own. `counted`: the total has it, and the number that it would have is that of
 * the next step, because nothing is done: a `WORKDIR` that comes to the root, a base that is a named context.
 */
export type StepNumbering = "numbered" | "counted";

const STEPS = new Set(["ADD", "COPY", "RUN", "WORKDIR"]);
/** Absolute, of one character at least behind the slash, and without anything that is expanded. */
const PLAIN_FOLDER = /^\/[\w./-]+$/;

/** The numbering of the lines of a stage, its `FROM` among them; instructions that are no step are not in it. */
export function stepNumbering(analysis: Analysis, stage: Stage): Map<LogicalLine, StepNumbering> {
  const numbering = new Map<LogicalLine, StepNumbering>();
  const { to } = stage.base;
  // What a named context stands for is loaded beside the steps.
  if (to === "context") numbering.set(stage.line, "counted");
  else if (to === "image" || to === null) numbering.set(stage.line, "numbered");
  for (const line of stage.body) if (STEPS.has(line.instruction.keyword)) numbering.set(line, "numbered");
  for (const line of toRoot(analysis, stage)) numbering.set(line, "counted");
  return numbering;
}

/** How many steps of the stage are what the stage that it is based on holds back with ONBUILD. */
export function triggeredSteps({ model }: Analysis, stage: Stage): number {
  const base = baseStage(model, stage);
  if (!base) return 0;
  const known = triggersOf.get(base);
  if (known !== undefined) return known;
  const { length } = base.triggers.filter(({ instruction }) => STEPS.has(instruction.trigger?.keyword ?? ""));
  triggersOf.set(base, length);
  return length;
}

/** Counted once for all stages that are based on one. */
const triggersOf = new WeakMap<Stage, number>();

function toRoot({ evaluation }: Analysis, stage: Stage): LogicalLine[] {
  const isDoubtful = stage.body.some(
    ({ instruction: { keyword, text, rest } }) =>
      keyword === "WORKDIR" && !PLAIN_FOLDER.test(text.slice(rest.start, rest.end)),
  );
  if (!isDoubtful) return [];
  const evaluated = evaluation(stage);
  if (!evaluated) return [];
  const { steps, end } = evaluated;
  return steps.flatMap(({ instruction, onbuildSource, line, words: [word] }, index) => {
    if (instruction.keyword !== "WORKDIR" || onbuildSource !== null || !word) return [];
    const after = index + 1 < steps.length ? steps[index + 1]?.workdir : end.workdir;
    const { result } = word.expansion;
    // An absolute path is taken as it is written (`//` is a step), a relative one is joined and cleaned.
    return (result.startsWith("/") ? result : after) === "/" ? [line] : [];
  });
}
