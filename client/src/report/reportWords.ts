/** What a report says in words, wherever it is shown. */
import * as l10n from "@vscode/l10n";
import type { StepState } from "../progress/buildRecord";
import { seconds, size } from "../engine/amounts";
import { stateWord } from "../progress/words";
import type { BuildReport } from "./buildReport";
import type { SizePart } from "./sizeParts";

/** The state of a step or a stage; `isOver`: of a build that has ended. */
export function stateSeen(state: StepState, isOver: boolean): string {
  return state === "waiting" && isOver ? l10n.t("not run") : stateWord(state);
}

/** `Built app:web`, `Building app:web`: how the build fares, without times. */
export function outcome({ state, image }: BuildReport): string {
  switch (state) {
    case "running":
      return l10n.t("Building {0}", image);
    case "done":
      return l10n.t("Built {0}", image);
    case "failed":
      return l10n.t("The build of {0} failed", image);
    case "cancelled":
      return l10n.t("The build of {0} was cancelled", image);
  }
}

/** `12 s`, `3 of 7 steps cached (43 %)`, what was sent, the engine: the facts beside the outcome. */
export function facts(report: BuildReport): string[] {
  const { took, steps, state, builder, transfer } = report;
  const { total, ended, cached } = steps;
  // How many there will be is not known before they are all mentioned.
  const of = state === "running" ? ended : total;
  const share = of === 0 ? 0 : Math.round((cached / of) * 100);
  return [
    seconds(took),
    ...(state === "running" || ended === total
      ? []
      : [l10n.t("{0} of {1} steps not run", total - ended, total)]),
    ...(of === 0 ? [] : [cachedWords(cached, of, share, state === "running")]),
    ...(transfer === undefined
      ? []
      : [l10n.t("{0} of the build context sent in {1}", size(transfer.bytes), seconds(transfer.took))]),
    l10n.t("by {0}", builder),
  ];
}

/** What people call the use that was built, in a list of facts; none where nothing but the settings describe the build. */
export function useFact({ use }: BuildReport): string[] {
  return use === undefined ? [] : [use];
}

function cachedWords(cached: number, of: number, share: number, isRunning: boolean): string {
  return isRunning
    ? l10n.t("{0} of {1} steps so far cached ({2} %)", cached, of, share)
    : l10n.t("{0} of {1} steps cached ({2} %)", cached, of, share);
}

/** What the mark of a step that the end had to wait for means. */
export function criticalMeans(): string {
  return l10n.t(
    "Critical: the build had to wait for this step. If this step were faster, the build would be faster.",
  );
}

/** What a step added to the image, as its row says it; nothing where it is not known. */
export function addedWords(added: number | undefined): string {
  return added === undefined ? "" : added === 0 ? "–" : size(added);
}

/** What a part of the size of an image is. */
export function partName({ kind, source }: SizePart): string {
  switch (kind) {
    case "base":
      return l10n.t("Base: {0}", source);
    case "from":
      return `COPY --from=${source}`;
    case "context":
      return l10n.t("Files of the build context");
    case "run":
      return "RUN";
    case "other":
      return l10n.t("Other instructions");
  }
}

/** What the sizes of a report are. */
export function sizeMeans(): string {
  return l10n.t(
    "The sizes are those of the files in each layer, unpacked, from the history that the engine keeps of the image. A file that a later instruction changes or removes still counts in its layer. The containerd image store reports compressed sizes for whole images, which are smaller.",
  );
}
