/** What a builder has in its cache, as `docker buildx du --verbose` lists it: text that people read, the same in all versions. */
import type { BuildRequest } from "./buildRequest";
import { toolCommand, type EngineCommand } from "./engine";
import { MOST_CHARACTERS, QUESTION_MS, runTool } from "./runTool";

/** A layer that the builder keeps. */
export interface CacheRecord {
  /** In milliseconds of the builder's clock, with fractions. */
  created: number;
  /** The first line of what the builder says of it: `[build 2/5] COPY . .`, `mount / from exec /bin/sh -c make`. */
  description: string;
}

type Place = Pick<BuildRequest, "engine" | "builderName">;

/** The command that lists them; undefined for builders that have none (podman, nerdctl, Docker without buildx). */
export function cacheRecordsCommand({ engine, builderName }: Place): EngineCommand | undefined {
  if (engine.builder !== "buildx" && engine.builder !== "docker") return undefined;
  const builder = builderName === undefined ? [] : ["--builder", builderName];
  return toolCommand(engine, ["buildx", "du", "--verbose", ...builder]);
}

/** The records that the builder has now; undefined where nobody says so. */
export async function askCacheRecords(place: Place): Promise<CacheRecord[] | undefined> {
  const command = cacheRecordsCommand(place);
  if (command === undefined) return undefined;
  const { status, out } = await runTool(command, { timeoutMs: QUESTION_MS });
  // Of half a listing nobody knows what the other half holds.
  return status === 0 && out.length < MOST_CHARACTERS ? readCacheRecords(out) : undefined;
}

/** Reads the listing: a block of lines a record, beginning with its id. What cannot be read is left out. */
export function readCacheRecords(text: string): CacheRecord[] {
  return text.split(/^ID:/m).flatMap(block => {
    const created = momentOf(/^Created at:(.*)$/m.exec(block)?.[1]?.trim() ?? "");
    const description = /^Description:(.*)$/m.exec(block)?.[1]?.trim();
    return created === undefined || description === undefined ? [] : [{ created, description }];
  });
}

/** As Go writes a moment: `2026-11-29 18:39:52.090229178 +0000 UTC`. */
function momentOf(text: string): number | undefined {
  const [, day, time, fraction = "0", hours, minutes] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))? ([+-]\d\d)(\d\d)/.exec(text) ?? [];
  const second = Date.parse(`${day}T${time}${hours}:${minutes}`);
  return Number.isNaN(second) ? undefined : second + Number(`0.${fraction}`) * 1000;
}
