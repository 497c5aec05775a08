/**
 * The history of a workspace's builds: hears when one begins and ends, and tells why its steps ran and which would run now. All of it
 * is synchronous and reads many files: it is for a worker.
 */
import { createHash } from "node:crypto";
import type { ContextRead, RepeatedRun } from "../../../server/src/protocol";
import type { CacheListing, HistoryBuild, StepOutcome } from "./askedBuild";
import { lostKeys, noteRecords, stepsToRun } from "./builderCache";
import { summaryOf, type BuildSummary } from "./buildSummary";
import { keysOf, reasonsOf } from "./compareBuilds";
import { pick } from "./compareFiles";
import { compareTwo, type BuildComparison } from "./compareTwo";
import type { KnownContents } from "./fingerprints";
import { FORMAT, type BuildResult, type KeptBuild, type KeptStep } from "./keptBuild";
import { filesOf, readContexts, type ReadContext } from "./readFiles";
import { repeatedRuns } from "./repeatedRuns";
import { costOf, type StageCost } from "./stageCost";
import { hasher, keyedStages, neededStages } from "./stepKeys";
import { createStore } from "./store";

export interface History {
  /** A build begins: what its files are is noted now. */
  begin(id: string, build: HistoryBuild): void;
  /**
   * It has ended: it is kept, unless nothing of it is of use. Answers what ran for each stage that it needed, with the reasons. `cache` is
   * what the builder has then, where it says so.
   */
  end(
    id: string,
    at: number,
    outcomes: readonly StepOutcome[],
    images: Record<string, string>,
    result?: BuildResult,
    cache?: CacheListing,
  ): StageCost[];
  /** The kept builds of a Dockerfile, the oldest first. */
  builds(dockerfile: string): BuildSummary[];
  /** Two of them by their ids, whichever is older; undefined where one is not kept any more. */
  compare(dockerfile: string, one: string, other: string): BuildComparison | undefined;
  /** The RUN of a Dockerfile that ran again and again for files that they may not need, at a time in milliseconds since 1970. */
  repeats(dockerfile: string, now: number): RepeatedRun[];
  /** Whether a build of a Dockerfile is kept. */
  knows(dockerfile: string): boolean;
  /**
   * What builds of the given stages would run now; nothing where no build of the Dockerfile is kept. `cache` is what the builder has now,
   * where it says so; without it, it is taken to have what it had.
   */
  forecast(
    build: Omit<HistoryBuild, "target">,
    targets: readonly number[],
    cache?: CacheListing,
  ): StageCost[];
}

/** The history in a folder; `salt` is mixed into what is kept, and kept somewhere else. */
export function createHistory(folder: string, salt: string): History {
  const store = createStore(folder);
  const hash = hasher(salt);
  const mark = hash("salt");
  /**
   * Where the editor has lost its secrets (one in a browser does so when it is loaded anew), the salt is another one: what was kept before
   * has no hash in common with what comes, and says nothing of why it runs.
   */
  const comparable = () => store.read().filter(build => (build.salt ?? mark) === mark);
  const contents: KnownContents = new Map();
  /** The contexts that had too many files at the last build or forecast, with the text of their ignore file. */
  const tooLarge = new Map<string, string>();
  const atWork = new Map<string, { build: HistoryBuild; contexts: Map<string, ReadContext> }>();

  function kept(
    build: HistoryBuild,
    files: KeptBuild["files"],
    images: Record<string, string>,
    at: number,
  ): KeptBuild {
    const { dockerfile, builder, platform, noCache, target, stages } = build;
    const digests = new Map<string, string>();
    const digestOf = (read: ContextRead) => {
      const own = files[read.context ?? ""];
      // What nobody compared is never the same.
      if (own === null || own === undefined) return `${at}?`;
      const key = JSON.stringify(read);
      const known =
        digests.get(key) ??
        createHash("sha256")
          .update(JSON.stringify([...pick(read, own)]))
          .digest("base64url");
      digests.set(key, known);
      return known;
    };
    return {
      format: FORMAT,
      ...{ dockerfile, at, builder, platform, noCache, target, images, files, salt: mark },
      stages: keyedStages({ stages, target, platform, salt, digestOf, imageOf: name => images[name] ?? "" }),
    };
  }

  const ofFile = (dockerfile: string) => store.read().filter(build => build.dockerfile === dockerfile);

  return {
    begin(id, build) {
      // A build is the time to look again.
      tooLarge.clear();
      atWork.set(id, { build, contexts: readContexts(build, tooLarge) });
    },
    end(id, at, outcomes, images, result = {}, cache) {
      const begun = atWork.get(id);
      atWork.delete(id);
      if (begun === undefined) return [];
      const { build } = begun;
      const files = filesOf(build, readContexts(build), [build.target], contents, begun.contexts);
      const ended = { ...kept(build, files, { ...build.images, ...images }, at), ...result };
      setOutcomes(ended, outcomes);
      const earlier = comparable();
      noteRecords(ended, outcomes, cache?.records ?? [], ofBuilder(earlier, build), hash);
      const reasons = reasonsOf(ended, earlier, ({ outcome }) => outcome === "ran" || outcome === "failed");
      if (ended.stages.some(({ steps }) => steps.some(({ outcome }) => outcome !== "unknown")))
        store.keep(ended);
      return ended.stages.map(({ index }) => {
        const needed = new Set(neededStages(build.stages, index));
        const stages = ended.stages.filter(stage => needed.has(stage.index));
        const own = reasons.filter(({ stage }) => needed.has(stage));
        return costOf({ ...ended, target: index, stages }, earlier, own);
      });
    },
    builds: dockerfile => ofFile(dockerfile).map(build => summaryOf(store.idOf(build), build)),
    compare(dockerfile, one, other) {
      const own = ofFile(dockerfile);
      const [before, after] = own.filter(build => [one, other].includes(store.idOf(build)));
      if (before?.salt !== after?.salt) return undefined;
      if (before === undefined || after === undefined) return undefined;
      const all = store.read();
      const at = (build: KeptBuild) => ({
        id: store.idOf(build),
        build,
        earlier: all.slice(0, all.indexOf(build)),
      });
      return compareTwo(at(before), at(after));
    },
    repeats: (dockerfile, now) =>
      repeatedRuns(
        comparable().filter(build => build.dockerfile === dockerfile),
        now,
      ),
    knows: dockerfile => comparable().some(build => build.dockerfile === dockerfile),
    forecast(build, targets, cache) {
      const earlier = comparable();
      const own = earlier.filter(({ dockerfile }) => dockerfile === build.dockerfile);
      if (own.length === 0) return [];
      const files = filesOf(build, readContexts(build, tooLarge), targets, contents);
      const images = imagesNow(
        own.findLast(({ builder }) => builder === build.builder)?.images ?? {},
        build.images,
      );
      const keys = keysOf(earlier, build.builder);
      const lost = cache && lostKeys(ofBuilder(earlier, build), cache, hash);
      return targets.map(target => {
        const now = kept({ ...build, target }, files, images, 0);
        const running = stepsToRun(now, key => keys.has(key) && lost?.has(key) !== true);
        return costOf(
          now,
          earlier,
          reasonsOf(now, earlier, step => running.has(step)),
        );
      });
    },
  };
}

function ofBuilder(builds: readonly KeptBuild[], { builder }: Pick<HistoryBuild, "builder">): KeptBuild[] {
  return builds.filter(build => build.builder === builder);
}

/** What was under the names of images, as far as nobody knows better: a digest and an id of the same image differ. */
function imagesNow(before: Record<string, string>, now: Record<string, string>): Record<string, string> {
  const isKnown = ([name]: [string, string]) => before[name] === undefined || before[name].startsWith("id:");
  return { ...before, ...Object.fromEntries(Object.entries(now).filter(isKnown)) };
}

/** Of two steps that are one to the builder, it tells only of one. */
function setOutcomes({ stages }: KeptBuild, outcomes: readonly StepOutcome[]): void {
  const byKey = new Map<string, KeptStep>();
  for (const { stage, step, outcome, took } of outcomes) {
    const found = stages.find(({ index }) => index === stage)?.steps[step];
    if (found === undefined) continue;
    Object.assign(found, { outcome, took });
    byKey.set(found.key, found);
  }
  for (const { steps } of stages)
    for (const step of steps) {
      const same = byKey.get(step.key);
      if (step.outcome === "unknown" && same !== undefined && same !== step) step.outcome = "cached";
    }
}
