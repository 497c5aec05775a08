/**
 * Which steps a builder still has: each step that ran has left a record in its cache, which is found by when it was made and by the
 * builder's words for it. Pure.
 */
import type { CacheListing, CacheRecord, StepOutcome } from "./askedBuild";
import { isForced } from "./compareBuilds";
import type { KeptBuild, KeptStep } from "./keptBuild";

/** A record is made with its step, or a moment after it. In milliseconds. */
const BEFORE_MS = 50;
const AFTER_MS = 2_000;

/** What the builder says of the layer of a RUN; of any other step it says the name of the step. */
const OF_RUN = /^mount \/ from exec\s+(?:\/bin\/sh -c\s+)?/;

type Hash = (text: string) => string;

/** Notes in each step of a build that has ended which record it has; `earlier` are the kept builds of the same builder. */
export function noteRecords(
  build: KeptBuild,
  outcomes: readonly StepOutcome[],
  listed: readonly CacheRecord[],
  earlier: readonly KeptBuild[],
  hash: Hash,
): void {
  const known = recordsByKey(earlier);
  for (const { index, steps } of build.stages)
    for (const [at, step] of steps.entries()) {
      const said = outcomes.find(({ stage, step: own }) => stage === index && own === at);
      const record =
        step.outcome === "ran"
          ? recordOfRun(step, said, listed, hash)
          : step.outcome === "cached"
            ? (known.get(step.key)?.at(-1) ?? recordOfText(step, listed, hash))
            : undefined;
      if (record !== undefined) step.record = record;
    }
}

/** The layer of a step that ran: made while it ran; of several the one with its text, else the one that is nearest to its end. */
function recordOfRun(
  { keyword, text }: KeptStep,
  said: StepOutcome | undefined,
  listed: readonly CacheRecord[],
  hash: Hash,
): KeptStep["record"] {
  if (said?.began === undefined || said.ended === undefined) return undefined;
  const [from, to] = [said.began - BEFORE_MS, said.ended + AFTER_MS];
  const name = plain(said.name ?? "");
  const own = listed.filter(
    ({ created, description }) =>
      created >= from &&
      created <= to &&
      (keyword === "RUN" ? OF_RUN.test(description) : plain(description) === name),
  );
  const distance = ({ created, description }: CacheRecord) =>
    (keyword === "RUN" && !isOfText(description, text) ? to - from : 0) +
    Math.abs(created - (said.ended ?? 0));
  const [nearest] = own.toSorted((a, b) => distance(a) - distance(b));
  return nearest && { of: hash(plain(nearest.description)), from, to };
}

/** The layer of a step that was in the cache already, whenever it was made: one with its text. */
function recordOfText({ text }: KeptStep, listed: readonly CacheRecord[], hash: Hash): KeptStep["record"] {
  const found = listed.find(({ description }) => isOfText(description, text));
  return found && { of: hash(plain(found.description)), from: 0, to: Number.MAX_SAFE_INTEGER };
}

function isOfText(description: string, text: string): boolean {
  const own = OF_RUN.test(description)
    ? `RUN ${description.replace(OF_RUN, "")}`
    : description.replace(/^\[[^\]]*\] /, "");
  return letters(own) === letters(withoutFlags(text));
}

/** Only RUN loses its flags in the builder's words. */
function withoutFlags(text: string): string {
  return /^run\s/i.test(text) ? text.replace(/^(\S+)(?:\s+--\S+)+/, "$1") : text;
}

/** The first line of a script, without what the builder may write in another way. */
function letters(text: string): string {
  return (text.split("\n")[0] ?? "").toLowerCase().replace(/[\s"'[\],\\]+/g, "");
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function recordsByKey(builds: readonly KeptBuild[]): Map<string, NonNullable<KeptStep["record"]>[]> {
  const records = new Map<string, NonNullable<KeptStep["record"]>[]>();
  for (const { stages } of builds)
    for (const { steps } of stages)
      for (const { key, record } of steps)
        if (record !== undefined) records.set(key, [...(records.get(key) ?? []), record]);
  return records;
}

/**
 * The keys whose layers a builder has lost: those of its kept builds of which no record is listed any more. A key of which no record was
 * ever seen is lost where all are that were seen: somebody has cleared the cache.
 */
export function lostKeys(
  builds: readonly KeptBuild[],
  { at: listed, records: layers }: CacheListing,
  hash: Hash,
): Set<string> {
  const made = new Map<string, number[]>();
  for (const { description, created } of layers) {
    const of = hash(plain(description));
    made.set(of, [...(made.get(of) ?? []), created]);
  }
  const records = recordsByKey(builds);
  const lost = new Set<string>();
  for (const [key, own] of records)
    if (!own.some(({ of, from, to }) => made.get(of)?.some(at => at >= from && at <= to))) lost.add(key);
  if (lost.size > 0 && lost.size === records.size)
    for (const { stages } of builds)
      for (const { steps } of stages) for (const { key } of steps) lost.add(key);
  // What was built since the builder was asked, by another window as well.
  for (const { at, stages } of builds)
    if (at > listed) for (const { steps } of stages) for (const { key } of steps) lost.delete(key);
  return lost;
}

/**
 * The steps that a builder runs for the target of a build: those that it does not have, and only where something needs them. What was
 * made of a layer is enough: the builder does not make the layer again for it.
 */
export function stepsToRun(build: KeptBuild, has: (key: string) => boolean): ReadonlySet<KeptStep> {
  const running = new Set<KeptStep>();
  const needed = new Set([build.target]);
  const stages = new Map(build.stages.map(stage => [stage.index, stage]));
  // Whatever the cache has, these run.
  for (const stage of build.stages)
    if (stage.steps.some((_, at) => isForced(build, stage, at))) needed.add(stage.index);
  for (const index of needed) {
    const stage = stages.get(index);
    if (stage === undefined) continue;
    const { steps, base } = stage;
    let at = steps.length - 1;
    for (let step = steps[at]; step !== undefined; step = steps[--at]) {
      if (has(step.key) && !isForced(build, stage, at)) break;
      running.add(step);
      for (const { from } of step.takes) if (typeof from === "number") needed.add(from);
    }
    if (at < 0 && typeof base === "number") needed.add(base);
  }
  return running;
}
