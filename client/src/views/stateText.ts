/** What lenses, the status bar and the hover say of the state of a stage, in a few words. Pure. */
import * as l10n from "@vscode/l10n";
import { ago, seconds, size } from "../engine/amounts";
import { stateWord } from "../progress/words";
import type { StageResult } from "../results/stageResult";
import type { StageState } from "../results/stageState";
import { inLabel } from "../progress/uiText";

/** It stands still: to draw one that spins takes a processor that the build has use for, and the seconds beside it move. */
const AT_WORK = "$(loading)";
/** Beside an icon, a lens drops every other space. */
const SPACE = "\u00a0";

/** A stage in a build that runs, as a lens says it: `building 3/7 · 12 s`. */
export function liveText({ state, done, total, took }: StageState): string {
  switch (state) {
    case "waiting":
      return `$(clock)${SPACE}${stateWord(state)}`;
    case "running":
      return joined(`${AT_WORK}${SPACE}${l10n.t("building")}${stepOf(done, total)}`, elapsed(took));
    case "done":
      return joined(`$(check)${SPACE}${l10n.t("built")}`, seconds(took));
    case "cached":
      return `$(check)${SPACE}${stateWord(state)}`;
    case "failed":
      return `$(error)${SPACE}${stateWord(state)}`;
    case "cancelled":
      return `$(circle-slash)${SPACE}${stateWord(state)}`;
  }
}

/** The last result of a stage, as a lens says it: `built 2 min ago · 18 s · 41 MB`. `now` is the clock, in milliseconds. */
export function resultText({ status, failedIn, at, took, image }: StageResult, now: number): string {
  const bytes = image === undefined ? "" : size(image.size);
  const when = ago(Math.max(0, now - at));
  switch (status) {
    case "built":
      return joined(`$(check)${SPACE}${l10n.t("built {0}", when)}`, seconds(took), bytes);
    case "cached":
      return joined(`$(check)${SPACE}${stateWord(status)}`, when, bytes);
    case "failed":
      return failedIn === undefined
        ? joined(`$(error)${SPACE}${l10n.t("failed {0}", when)}`, seconds(took))
        : joined(`$(error)${SPACE}${l10n.t("failed in {0}", inLabel(failedIn))}`, when, seconds(took));
  }
}

/** A build in the status bar: `api 3/7 · 12 s`, of the stage at work; `stage` is the label of the one that is built. */
export function buildText(stage: string, states: readonly StageState[], since: number): string {
  const atWork = states.find(({ state }) => state === "running");
  const steps = atWork === undefined ? "" : stepOf(atWork.done, atWork.total);
  return joined(`${AT_WORK} ${inLabel(stage)}${steps}`, elapsed(since));
}

/** Several builds in the status bar. */
export function buildsText(count: number): string {
  return `${AT_WORK} ${l10n.t("{0} builds", count)}`;
}

/**
 * The time a step took and what it added to the image (in bytes), as they stand behind its line: `12 s · +212 MB`; nothing where
 * there is nothing to tell.
 */
export function stepText(state: StageState["state"], took: number, added = 0): string {
  const more = added > 0 ? `+${size(added)}` : "";
  switch (state) {
    case "running":
      return elapsed(took);
    case "done":
      // A base that is there, a file that is copied at once.
      return joined(took < 50 ? "" : seconds(took), more);
    case "cached":
      return joined(stateWord(state), more);
    case "failed":
      return joined(stateWord(state), took < 50 ? "" : seconds(took));
    case "waiting":
    case "cancelled":
      return "";
  }
}

/** The step at work, of how many; builders that tell no steps have none. */
function stepOf(done: number, total: number): string {
  return total === 0 ? "" : ` ${Math.min(done + 1, total)}/${total}`;
}

/** In whole seconds, because it is read while it grows. */
function elapsed(milliseconds: number): string {
  const whole = Math.floor(milliseconds / 1000);
  return whole < 10 ? l10n.t("{0} s", whole) : seconds(whole * 1000);
}

function joined(...parts: string[]): string {
  return parts.filter(part => part !== "").join(" · ");
}
