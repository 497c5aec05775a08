/** The critical path of a build by stages: which of them the end had to wait for, and how much time was saved by stages at the same time. Pure. */
import type { ReportStage, ReportStep } from "./buildReport";

/** A stage on the critical path; times in milliseconds. */
export interface CriticalStage {
  name: string;
  /** How long the end of the build waited for its steps: from the end of the stage before it on the path to its own. */
  took: number;
}

export interface BuildWaits {
  /** In the order of time. Their times add up to the time from the first critical step to the last. */
  path: CriticalStage[];
  /** How much longer the same steps would have taken one after the other, in milliseconds. */
  saved: number;
}

/** What the end of a build that has ended waited for. */
export function waitsOf(stages: readonly ReportStage[]): BuildWaits {
  const steps = stages.flatMap(({ index, name, steps: own }) =>
    own.flatMap(step => timed(step).map(times => ({ index, name, step, ...times }))),
  );
  const critical = steps.filter(({ step }) => step.isCritical).sort((a, b) => a.end - b.end);
  const path: (CriticalStage & { index: number })[] = [];
  let until = Math.min(...critical.map(({ start }) => start));
  for (const { index, name, end } of critical) {
    const last = path.at(-1);
    if (last?.index === index) last.took += end - until;
    else path.push({ index, name, took: end - until });
    until = end;
  }
  return { path: path.map(({ name, took }) => ({ name, took })), saved: savedIn(steps) };
}

/** What the steps took, without the time in which at least one of them ran. */
function savedIn(steps: readonly { step: ReportStep; start: number; end: number }[]): number {
  const worked = steps
    .filter(({ step }) => step.state !== "cached")
    .map(({ start, end }) => ({ start, end }))
    .sort((a, b) => a.start - b.start);
  let covered = 0;
  let until = -Infinity;
  for (const { start, end } of worked) {
    covered += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return worked.reduce((sum, { start, end }) => sum + end - start, 0) - covered;
}

function timed({ start, end }: ReportStep): { start: number; end: number }[] {
  return start === undefined || end === undefined ? [] : [{ start, end }];
}
