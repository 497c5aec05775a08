/**
 * The history of a workspace's builds: hears when one begins and ends, and tells why its steps ran and which would run now. All of it
 * is synchronous and reads many files: it is for a worker.
 */
import type { ContextRead, RepeatedRun, StageInputs } from "../../../server/src/protocol";
import { summaryOf, type BuildSummary } from "./buildSummary";
import { isForced, keysOf, reasonsOf, type StepReasons } from "./compareBuilds";
import { pick } from "./compareFiles";
import { compareTwo, type BuildComparison } from "./compareTwo";
import { ignoreTextOf, readContext, type ContextEntries } from "./contextFiles";
import { fingerprintsOf, type KnownContents } from "./fingerprints";
import { FORMAT, type BuildResult, type KeptBuild, type KeptStage, type KeptStep } from "./keptBuild";
import { repeatedRuns } from "./repeatedRuns";
import { selectFiles } from "./selectFiles";
import { keyedStages, neededStages } from "./stepKeys";
import { createHash } from "node:crypto";
import { createStore } from "./store";

/** A build that is asked about: plain data, because it goes to a worker. */
export interface HistoryBuild {
  /** The address of the Dockerfile, and its path. */
  dockerfile: string;
  path: string;
  /** As the server answers them, with the names that the builder knows. */
  stages: (StageInputs & { name: string })[];
  /** The index of the stage; several for a forecast. */
  target: number;
  builder: string;
  platform: string;
  noCache: KeptBuild["noCache"];
  /** The folders of the contexts by name, empty for the main one; those that are no folders are left out. */
  contexts: Record<string, string>;
  /** By the names in the file, as far as somebody knows: digests, or ids of the engine behind `id:`. */
  images: Record<string, string>;
}

/** What the builder said of a step. */
export interface StepOutcome {
  stage: number;
  /** Its index in the stage, without the FROM. */
  step: number;
  outcome: KeptStep["outcome"];
  took: number;
}

/** What a build of a stage made of its steps, or would make. */
export interface StageCost {
  stage: number;
  /** Without FROM: the steps of the stage and of all that it needs. */
  total: number;
  /** Those that ran, or would run, in the order of the file. */
  running: StepCost[];
  /** Contexts that nobody looked at, because they have too many files. */
  tooLarge: string[];
  /** In milliseconds: what these steps took when they last ran; undefined where that is not known of all. */
  took: number | undefined;
}

export interface StepCost extends StepReasons {
  /** The index among the instructions of the file. */
  instruction: number;
  keyword: string;
  text: string;
  /** What it took when it last ran, in milliseconds. */
  took: number | undefined;
}

export interface History {
  /** A build begins: what its files are is noted now. */
  begin(id: string, build: HistoryBuild): void;
  /** It has ended: it is kept, unless nothing of it is of use. Answers what ran for each stage that it needed, with the reasons. */
  end(
    id: string,
    at: number,
    outcomes: readonly StepOutcome[],
    images: Record<string, string>,
    result?: BuildResult,
  ): StageCost[];
  /** The kept builds of a Dockerfile, the oldest first. */
  builds(dockerfile: string): BuildSummary[];
  /** Two of them by their ids, whichever is older; undefined where one is not kept any more. */
  compare(dockerfile: string, one: string, other: string): BuildComparison | undefined;
  /** The RUN of a Dockerfile that ran again and again for files that they may not need, at a time in milliseconds since 1970. */
  repeats(dockerfile: string, now: number): RepeatedRun[];
  /** Whether a build of a Dockerfile is kept. */
  knows(dockerfile: string): boolean;
  /** What builds of the given stages would run now; nothing where no build of the Dockerfile is kept. */
  forecast(build: Omit<HistoryBuild, "target">, targets: readonly number[]): StageCost[];
}

interface ReadContext {
  root: string;
  entries: ContextEntries | "tooMany";
}

/** The history in a folder; `salt` is mixed into what is kept, and kept somewhere else. */
export function createHistory(folder: string, salt: string): History {
  const store = createStore(folder);
  const contents: KnownContents = new Map();
  /** The contexts that had too many files at the last build or forecast, with the text of their ignore file. */
  const tooLarge = new Map<string, string>();
  const atWork = new Map<string, { build: HistoryBuild; contexts: Map<string, ReadContext> }>();

  /** The fingerprints of the files that steps read, as they are; `begun` are those of which they must not differ. */
  function filesOf(
    build: Pick<HistoryBuild, "stages">,
    contexts: Map<string, ReadContext>,
    targets: readonly number[],
    begun?: Map<string, ReadContext>,
  ): KeptBuild["files"] {
    const needed = new Set(targets.flatMap(target => neededStages(build.stages, target)));
    const reads = build.stages.flatMap(({ steps }, index) =>
      needed.has(index) ? steps.flatMap(step => step.reads) : [],
    );
    const files: KeptBuild["files"] = {};
    for (const [name, { root, entries }] of contexts) {
      const own = reads.filter(({ context }) => (context ?? "") === name);
      if (own.length === 0) continue;
      if (entries === "tooMany") {
        files[name] = null;
        continue;
      }
      const paths = new Set(own.flatMap(read => selectFiles(read, entries)));
      const found = fingerprintsOf(root, entries, paths, contents);
      const before = begun?.get(name)?.entries;
      if (before !== undefined && before !== "tooMany")
        for (const path of paths) {
          const was = before.get(path)?.stat;
          const now = entries.get(path);
          // Nobody knows which of both the builder has read.
          if (now?.kind === "file" && was !== now.stat) found.set(path, `?${was ?? ""}`);
        }
      files[name] = Object.fromEntries(found);
    }
    return files;
  }

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
      ...{ dockerfile, at, builder, platform, noCache, target, images, files },
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
    end(id, at, outcomes, images, result = {}) {
      const begun = atWork.get(id);
      atWork.delete(id);
      if (begun === undefined) return [];
      const { build } = begun;
      const files = filesOf(build, readContexts(build), [build.target], begun.contexts);
      const ended = { ...kept(build, files, { ...build.images, ...images }, at), ...result };
      setOutcomes(ended, outcomes);
      const earlier = store.read();
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
      if (before === undefined || after === undefined) return undefined;
      const all = store.read();
      const at = (build: KeptBuild) => ({
        id: store.idOf(build),
        build,
        earlier: all.slice(0, all.indexOf(build)),
      });
      return compareTwo(at(before), at(after));
    },
    repeats: (dockerfile, now) => repeatedRuns(ofFile(dockerfile), now),
    knows: dockerfile => store.read().some(build => build.dockerfile === dockerfile),
    forecast(build, targets) {
      const earlier = store.read();
      const own = earlier.filter(({ dockerfile }) => dockerfile === build.dockerfile);
      if (own.length === 0) return [];
      const files = filesOf(build, readContexts(build, tooLarge), targets);
      const images = imagesNow(
        own.findLast(({ builder }) => builder === build.builder)?.images ?? {},
        build.images,
      );
      const keys = keysOf(earlier, build.builder);
      return targets.map(target => {
        const now = kept({ ...build, target }, files, images, 0);
        const runs = (step: KeptStep, stage: KeptStage, index: number) =>
          !keys.has(step.key) || isForced(now, stage, index);
        return costOf(now, earlier, reasonsOf(now, earlier, runs));
      });
    },
  };
}

/** What was under the names of images, as far as nobody knows better: a digest and an id of the same image differ. */
function imagesNow(before: Record<string, string>, now: Record<string, string>): Record<string, string> {
  const isKnown = ([name]: [string, string]) => before[name] === undefined || before[name].startsWith("id:");
  return { ...before, ...Object.fromEntries(Object.entries(now).filter(isKnown)) };
}

/** Reads those that steps read; of one that is in `tooLarge` under the same ignore file, it is known already. */
function readContexts(
  { contexts, path, stages }: Pick<HistoryBuild, "contexts" | "path" | "stages">,
  tooLarge?: Map<string, string>,
): Map<string, ReadContext> {
  const read = new Set(
    stages.flatMap(({ steps }) => steps.flatMap(step => step.reads.map(({ context }) => context ?? ""))),
  );
  return new Map(
    Object.entries(contexts).flatMap(([name, root]): [string, ReadContext][] => {
      if (!read.has(name)) return [];
      const ignoreText = ignoreTextOf(root, name === "" ? path : null);
      if (tooLarge?.get(root) === ignoreText) return [[name, { root, entries: "tooMany" }]];
      const entries = readContext(root, ignoreText);
      if (entries === "tooMany") tooLarge?.set(root, ignoreText);
      return entries === "missing" ? [] : [[name, { root, entries }]];
    }),
  );
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

function costOf(build: KeptBuild, earlier: readonly KeptBuild[], reasons: readonly StepReasons[]): StageCost {
  const running = reasons.flatMap((found): StepCost[] => {
    const step = build.stages.find(({ index }) => index === found.stage)?.steps[found.step];
    if (step === undefined) return [];
    const { instruction, keyword, text } = step;
    return [{ ...found, instruction, keyword, text, took: step.took || lastTime(step, earlier, build) }];
  });
  const times = running.map(({ took }) => took);
  return {
    stage: build.target,
    total: build.stages.reduce((sum, { steps }) => sum + steps.length, 0),
    running,
    tooLarge: Object.entries(build.files).flatMap(([name, files]) => (files === null ? [name] : [])),
    took: times.every(took => took !== undefined) ? times.reduce((sum, took) => sum + took, 0) : undefined,
  };
}

/** What the step took when it last ran: the same one, else the one with the same text. */
function lastTime(
  { key, text }: KeptStep,
  earlier: readonly KeptBuild[],
  { dockerfile }: KeptBuild,
): number | undefined {
  const ran = earlier
    .filter(build => build.dockerfile === dockerfile)
    .flatMap(({ stages }) => stages.flatMap(({ steps }) => steps))
    .filter(({ outcome }) => outcome === "ran");
  return (ran.findLast(step => step.key === key) ?? ran.findLast(step => step.text === text))?.took;
}
