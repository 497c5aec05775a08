/** What a hover says in builds for several platforms: once what holds for all of them, the rest with its platforms. */
import * as l10n from "@vscode/l10n";
import type { Analysis } from "../../stages/analysis/analysis";
import { code, filled, listed } from "./markup";
import type { Line } from "./markup";

/** A file as builds for some platforms read it; no platforms where it means the same on all. */
export interface OnPlatforms {
  readonly analysis: Analysis;
  readonly platforms: readonly string[];
}

/** The readings of a file, one for each platform on which it may mean something else. */
export function eachPlatform(analysis: Analysis): readonly OnPlatforms[] {
  const { onPlatforms, model } = analysis;
  if (onPlatforms.length === 0) return [{ analysis, platforms: [] }];
  return onPlatforms.map((each, index) => ({
    analysis: each,
    platforms: model.scopes[index]?.platforms ?? [],
  }));
}

/** The lines of all readings that say something, each once: those that not all of them have with the platforms for which they hold. */
export function mergedLines(
  readings: readonly { lines: readonly Line[]; platforms: readonly string[] }[],
): Line[] {
  const merged = new Map<string, { line: Line; platforms: string[]; count: number }>();
  for (const { lines, platforms } of readings)
    for (const line of lines.filter(({ length }) => length > 0)) {
      const key = JSON.stringify(line);
      const known = merged.get(key) ?? { line, platforms: [], count: 0 };
      merged.set(key, known);
      known.platforms.push(...platforms);
      known.count++;
    }
  return [...merged.values()].map(({ line, platforms, count }) =>
    count === readings.length ? line : forPlatforms(line, platforms),
  );
}

/** The lines that a file has to say of something, as builds for each platform read it. */
export function linesOnPlatforms(analysis: Analysis, lines: (analysis: Analysis) => readonly Line[]): Line[] {
  return mergedLines(
    eachPlatform(analysis).map(each => ({ lines: lines(each.analysis), platforms: each.platforms })),
  );
}

/** A line with the platforms for which it holds. */
export function forPlatforms(line: Line, platforms: readonly string[]): Line {
  return filled(
    l10n.t("{0} for {1}"),
    line,
    listed(platforms, platform => [code(platform)]),
  );
}
