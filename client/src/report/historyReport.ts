/** The kept builds of a Dockerfile, and two of them side by side, in the words of all their forms. Pure. */
import * as l10n from "@vscode/l10n";
import { seconds, size } from "../engine/amounts";
import type { BuildSummary } from "../history/buildSummary";
import type { BuildComparison, ComparedBuild, StepSide } from "../history/compareTwo";
import { reasonText } from "../history/reasonWords";
import type { CachedShare } from "./cachedShares";

export interface HistoryReport {
  /** The name of the Dockerfile. */
  file: string;
  /** The newest first. */
  builds: readonly BuildSummary[];
  /** The ids of those that are compared, or will be; two at most. */
  chosen: readonly string[];
  comparison: BuildComparison | undefined;
}

/** What is not known. */
const NOTHING = "–";

/** `done`, `failed`: how a build ended. */
export function outcomeWord(state: BuildSummary["state"]): string {
  switch (state) {
    case "done":
      return l10n.t("done");
    case "failed":
      return l10n.t("failed");
    case "cancelled":
      return l10n.t("cancelled");
    case undefined:
      return l10n.t("not known");
  }
}

export function tookWords(took: number | undefined): string {
  return took === undefined ? NOTHING : seconds(took);
}

export function sizeWords(bytes: number | undefined): string {
  return bytes === undefined ? NOTHING : size(bytes);
}

/** `7 of 9`: how many steps came from the cache. */
export function cachedOf({ steps: { cached, total } }: BuildSummary): string {
  return l10n.t("{0} of {1}", cached, total);
}

/** `28 s faster`, `3 MB larger`; empty where one of both is not known, or they are the same. */
export function timeDifference(before: number | undefined, after: number | undefined): string {
  if (before === undefined || after === undefined || Math.abs(after - before) < 50) return "";
  const shown = seconds(Math.abs(after - before));
  return after < before ? l10n.t("{0} faster", shown) : l10n.t("{0} slower", shown);
}

export function sizeDifference(before: number | undefined, after: number | undefined): string {
  if (before === undefined || after === undefined || before === after) return "";
  const shown = size(Math.abs(after - before));
  return after < before ? l10n.t("{0} smaller", shown) : l10n.t("{0} larger", shown);
}

/** `ran · 12 s`, `cached`: what became of a step in a build. */
export function sideWords(side: StepSide | undefined): string {
  if (side === undefined) return l10n.t("not in this build");
  const { outcome, took } = side;
  switch (outcome) {
    case "ran":
      return `${l10n.t("ran")} · ${seconds(took)}`;
    case "failed":
      return `${l10n.t("failed")} · ${seconds(took)}`;
    case "cached":
      return l10n.t("cached");
    case "unknown":
      return l10n.t("not run");
  }
}

/** Why a step ran in a build, in sentences. */
export function sideReasons(
  { reasons }: StepSide,
  { stages }: ComparedBuild,
  quote: (text: string) => string,
): string {
  const stageAt = (index: number) => stages.find(stage => stage.index === index);
  const words = {
    quote,
    stageName: (index: number) => stageAt(index)?.name ?? "",
    stepText: ({ stage, step }: { stage: number; step: number }) =>
      step === -1 ? `FROM ${stageAt(stage)?.base ?? ""}` : (stageAt(stage)?.steps[step] ?? ""),
  };
  return reasons.map(reason => reasonText(reason, words)).join(" ");
}

/** How long a step took in both; empty where it was not run in one of them. */
export function stepDifference(before: StepSide | undefined, after: StepSide | undefined): string {
  const took = (side: StepSide | undefined) =>
    side === undefined || side.outcome === "unknown" ? undefined : side.outcome === "cached" ? 0 : side.took;
  return timeDifference(took(before), took(after));
}

/** The cached steps of the builds of a stage, the oldest first, from a list in either order. */
export function sharesOf(builds: readonly BuildSummary[], target: string): CachedShare[] {
  return builds
    .filter(build => build.target === target)
    .map(({ at, steps: { total, cached } }) => ({ at, total, cached }))
    .sort((a, b) => a.at - b.at);
}

/** Two that a person may want to compare first: the newest, and the one before it of the same stage. */
export function firstChosen(builds: readonly BuildSummary[]): string[] {
  const [newest, ...others] = builds;
  const before = others.find(({ target }) => target === newest?.target);
  return newest === undefined || before === undefined ? [] : [before.id, newest.id];
}

/** The choice after a person has picked a build: it goes where it was chosen, else the one that was chosen first. */
export function withChosen(chosen: readonly string[], id: string): string[] {
  return chosen.includes(id) ? chosen.filter(other => other !== id) : [...chosen, id].slice(-2);
}

/** What is kept. */
export function keptMeans(): string {
  return l10n.t(
    "The newest 10 builds of each stage are kept in this workspace: no contents of files and no values of secrets.",
  );
}
