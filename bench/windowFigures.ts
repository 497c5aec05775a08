/** What is told of the window while a build prints. */
import type { Frames } from "../test/e2e/ui/frames";

export interface WindowFigure {
  title: string;
  /** Nothing is built in the one that the others are compared with. */
  isBuild: boolean;
  runs: number;
  /** The frames of all runs together. */
  frames: Frames;
}

/** The figures, or why there are none. */
export interface WindowResults {
  figures: WindowFigure[];
  skipped: string | null;
}

/** The frames of several runs as those of one. Throws without any run. */
export function together(runs: readonly Frames[]): Frames {
  return runs.reduce((sum, frames) => ({
    count: sum.count + frames.count,
    longest: Math.max(sum.longest, frames.longest),
    longestWork:
      sum.longestWork === undefined || frames.longestWork === undefined
        ? undefined
        : Math.max(sum.longestWork, frames.longestWork),
    long: sum.long + frames.long,
  }));
}
