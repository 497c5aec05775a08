/** What a report says in words, wherever it is shown. */
import type { StepState } from "../progress/buildRecord";
import { seconds } from "../progress/words";
import type { BuildReport } from "./report";

/** The state of a step or a stage; `isOver`: of a build that has ended. */
export function stateWord(state: StepState, isOver: boolean): string {
  return state === "waiting" && isOver ? "not run" : state;
}

/** `Built app:web`, `Building app:web`: how the build fares, without times. */
export function outcome({ state, image }: BuildReport): string {
  switch (state) {
    case "running":
      return `Building ${image}`;
    case "done":
      return `Built ${image}`;
    case "failed":
      return `The build of ${image} failed`;
    case "cancelled":
      return `The build of ${image} was cancelled`;
  }
}

/** `12 s`, `3 of 7 steps cached (43 %)`, the engine: the facts beside the outcome. */
export function facts({ took, steps: { total, ended, cached }, state, builder }: BuildReport): string[] {
  // How many there will be is not known before they are all mentioned.
  const of = state === "running" ? ended : total;
  const share = of === 0 ? 0 : Math.round((cached / of) * 100);
  return [
    seconds(took),
    ...(state === "running" || ended === total ? [] : [`${total - ended} of ${total} steps not run`]),
    ...(of === 0
      ? []
      : [`${cached} of ${of} steps${state === "running" ? " so far" : ""} cached (${share} %)`]),
    `by ${builder}`,
  ];
}

/** What the mark of a step that the end had to wait for means. */
export const CRITICAL_MEANS =
  "Critical: the end of the build had to wait for this step. A faster one would make the build faster.";
