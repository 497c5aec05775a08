/** What is told of the builds that were measured. */
import type { EditorFigures } from "./editor/figures";
import { median } from "./rounds";
import type { BuildPair, BuildTimes } from "./watchedEngine";

/** Medians over the pairs of one kind of build, in milliseconds. */
export interface BuildFigure {
  kind: keyof EditorFigures;
  inEditor: boolean;
  pairs: number;
  bare: BuildTimes;
  ours: BuildTimes;
  /** How much later our first step comes, and how many times as long our whole build takes: medians of the pairs, not of each. */
  later: number;
  times: number;
}

/** The figures, and why there are no others. */
export interface BuildResults {
  figures: BuildFigure[];
  skipped: string | null;
}

/** The figures of each kind of build that was measured. */
export function summed(
  pairs: Partial<Record<keyof EditorFigures, BuildPair[]>>,
  inEditor: boolean,
): BuildFigure[] {
  return (["first", "quick", "slow", "long"] as const).flatMap(kind => {
    const own = pairs[kind] ?? [];
    if (own.length === 0) return [];
    const medians = (who: "ours" | "bare"): BuildTimes => ({
      firstStep: median(own.map(pair => pair[who].firstStep)),
      whole: median(own.map(pair => pair[who].whole)),
    });
    return {
      kind,
      inEditor,
      pairs: own.length,
      bare: medians("bare"),
      ours: medians("ours"),
      later: median(own.map(({ ours, bare }) => ours.firstStep - bare.firstStep)),
      times: median(own.map(({ ours, bare }) => ours.whole / bare.whole)),
    };
  });
}
