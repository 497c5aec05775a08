/** Where stages are separated in an editor. Lines count from 0. Pure. */

/** A stage as far as its separator goes. */
export interface SeparatedStage {
  /** The line of its `FROM`. */
  readonly from: number;
  /** The last line of the instruction before it; -1 where there is none. */
  readonly before: number;
}

/** A separator belongs above the comments of a stage: after the last empty line before them, else after the instruction before. */
export function firstLineOf({ from, before }: SeparatedStage, isBlank: (line: number) => boolean): number {
  let line = from;
  while (line - 1 > before && !isBlank(line - 1)) line--;
  return line;
}

/**
 * The lines below which a separator is drawn: above each stage that has an instruction before it, so that the row of its CodeLenses is
 * below. Of lines that a fold hides the last one before them has it. `visible` are the lines that can be seen by scrolling, in order,
 * both ends included; a stage that is hidden itself has no separator.
 */
export function separatorLines(
  stages: readonly SeparatedStage[],
  isBlank: (line: number) => boolean,
  visible: readonly { readonly start: number; readonly end: number }[],
): number[] {
  const lines = new Set<number>();
  for (const stage of stages) {
    const first = firstLineOf(stage, isBlank);
    if (stage.before === -1 || first === 0) continue;
    const line = first - 1;
    const shown = visible.findLast(({ start }) => start <= line);
    // What is above or below the part of the file that is in sight is folded or not: it will be asked for again.
    const isFolded = shown !== undefined && shown.end < line && visible.at(-1) !== shown;
    if (!isFolded) lines.add(line);
    else if (visible.some(({ start, end }) => start <= stage.from && stage.from <= end)) lines.add(shown.end);
  }
  return [...lines];
}
