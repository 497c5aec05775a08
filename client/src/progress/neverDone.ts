/** Steps that a builder calls cached although nothing was done for them. Pure. */
import type { BuildRecord, BuildStep } from "./buildRecord";

/**
 * The steps of a build that failed which are called cached and come, in their stage, after one that did not come to its end: BuildKit
 * calls what an instruction needs cached as soon as it looks at the instruction, also where it finds nothing to copy.
 */
export function neverDone({ steps }: BuildRecord): BuildStep[] {
  const first = new Map<string, number>();
  for (const { place, state } of steps.values()) {
    if (place === undefined || (state !== "failed" && state !== "cancelled")) continue;
    const key = stageOf(place);
    first.set(key, Math.min(first.get(key) ?? Infinity, place.step));
  }
  return [...steps.values()].filter(
    ({ place, state }) =>
      place !== undefined && state === "cached" && place.step > (first.get(stageOf(place)) ?? Infinity),
  );
}

function stageOf(place: NonNullable<BuildStep["place"]>): string {
  switch (place.by) {
    case "name":
      return JSON.stringify([place.platform, place.stage]);
    case "index":
      return String(place.stage);
    case "file":
      return "";
  }
}
