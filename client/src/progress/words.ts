/** States as people read them. */
import * as l10n from "@vscode/l10n";
import type { StepState } from "./buildRecord";

/** What has become of a step or a stage, in a word. */
export function stateWord(state: StepState): string {
  switch (state) {
    case "waiting":
      return l10n.t("waiting");
    case "running":
      return l10n.t("running");
    case "done":
      return l10n.t("done");
    case "cached":
      return l10n.t("cached");
    case "failed":
      return l10n.t("failed");
    case "cancelled":
      return l10n.t("cancelled");
  }
}
