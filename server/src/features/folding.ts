/** What can be folded: stages, instructions of several lines, heredocs, runs of comments, `# region` to `# endregion`. */
import { FoldingRangeKind } from "vscode-languageserver-types";
import type { FoldingRange } from "vscode-languageserver-protocol";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { stageSpan } from "../stages/model/stagePlaces";
import type { FeatureContext } from "./context";

/** Whole lines; the first one stays in sight. */
interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind?: FoldingRangeKind;
}

const REGION = /^#\s*(end)?region\b/;
/** Where a comment says whether it is a region's. */
const LONGEST_MARK = 40;

/**
 * The folds of a document by their first line, `limit` at most. They nest, and no two begin on the same line: editors
 * keep only one of such, so a `FROM` of several lines is folded with its stage.
 */
export function foldingRanges(context: FeatureContext, limit = Infinity): FoldingRange[] {
  const { runs, regions } = commentFolds(context);
  const stages = context.analysis.model.stages.map(stage => foldOf(context, stageSpan(stage)));
  const kept = nestRegions(stages, regions);
  const { lines } = context.analysis.model.file;
  // The first ones are those that are kept where a client takes no more, or where two begin on the same line.
  const byStart = new Map<number, Fold>();
  for (const folds of [stages, kept, instructionFolds(context, lines), heredocFolds(context, lines), runs])
    for (const fold of folds)
      if (fold.start < fold.end && !byStart.has(fold.start) && byStart.size < limit)
        byStart.set(fold.start, fold);
  return [...byStart.values()]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, kind }) => ({ startLine: start, endLine: end, ...(kind ? { kind } : {}) }));
}

function lineOf({ document }: FeatureContext, offset: number): number {
  return document.positionAt(offset).line;
}

function foldOf(context: FeatureContext, { start, end }: { start: number; end: number }): Fold {
  return { start: lineOf(context, start), end: lineOf(context, end) };
}

function instructionFolds(context: FeatureContext, lines: readonly LogicalLine[]): Fold[] {
  return lines
    .filter(({ pieces, heredocs }) => pieces.length > 0 || heredocs.length > 0)
    .map(line => foldOf(context, line));
}

/** From the line above the body to its last line: the line that ends it stays in sight, and may be above the next one. */
function heredocFolds(context: FeatureContext, lines: readonly LogicalLine[]): Fold[] {
  return lines.flatMap(({ heredocs, end }) =>
    heredocs.map(({ body, terminator }) => ({
      start: lineOf(context, body.start) - 1,
      end: terminator ? lineOf(context, terminator.start) - 1 : lineOf(context, end),
    })),
  );
}

/** Comments that follow one another, and pairs of region marks, which are no part of a run. */
function commentFolds(context: FeatureContext): { runs: Fold[]; regions: Fold[] } {
  const { text, gaps } = context.analysis.model.file;
  const runs: { start: number; last: number }[] = [];
  const regions: Fold[] = [];
  const open: number[] = [];
  let behindRun = -1;
  for (const { kind, start, end } of gaps) {
    if (kind !== "comment") continue;
    const mark = REGION.exec(text.slice(start, Math.min(end, start + LONGEST_MARK)).trimStart());
    const run = runs.at(-1);
    if (mark?.[1]) {
      const from = open.pop();
      if (from !== undefined)
        regions.push({ start: from, end: lineOf(context, start), kind: FoldingRangeKind.Region });
    } else if (mark) open.push(lineOf(context, start));
    else {
      if (run && start === behindRun) run.last = start;
      else runs.push({ start, last: start });
      behindRun = end;
    }
  }
  return {
    runs: runs
      .filter(({ start, last }) => start < last)
      .map(({ start, last }) => ({
        ...foldOf(context, { start, end: last }),
        kind: FoldingRangeKind.Comment,
      })),
    regions,
  };
}

/**
 * The regions that nest with the stages. One that begins in a stage and ends behind its last instruction makes the fold
 * of the stage longer; one that begins in a stage and ends in another is none.
 */
function nestRegions(stages: Fold[], regions: readonly Fold[]): Fold[] {
  return regions.filter(region => {
    const from = stageIndexAt(stages, region.start);
    const to = stageIndexAt(stages, region.end);
    const holder = stages[from];
    const isBehind = !holder || holder.end < region.start;
    if (from !== to) return isBehind && (stages[to]?.end ?? 0) < region.end;
    if (holder && !isBehind) stages[from] = { ...holder, end: Math.max(holder.end, region.end) };
    return true;
  });
}

/** The index of the last stage that begins before a line, or -1. */
function stageIndexAt(stages: readonly Fold[], line: number): number {
  let low = 0;
  let high = stages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stages[middle]?.start ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
