import * as l10n from "@vscode/l10n";
import { targetStage } from "../../stages/model/graph";
import { stageLabel } from "../../stages/model/stagePlaces";
import { didYouMean, nearest } from "../../stages/model/suggest";
import { fromSpan } from "../rule";
import type { Rule } from "../rule";
import { quoted } from "../../stages/model/quoted";

export const unknownTarget: Rule = {
  id: "UnknownTarget",
  title: "The target of a build must be a stage of the file.",
  advice: () => l10n.t("Use a stage of this file as the target."),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  check({ model }, report) {
    const { target } = model.options;
    const last = model.stages.at(-1);
    if (target === undefined || target === "" || !last || targetStage(model, target) !== null) return;
    const message = unknownTargetMessage(target, nearest(target, model.stages.map(stageLabel)));
    report({ span: fromSpan(last), message });
  },
};

/** What the builder says of a target that is no stage, with the stage that is near to it. */
export function unknownTargetMessage(target: string, near: string | null): string {
  const message = `target stage ${quoted(target)} could not be found`;
  return message + didYouMean(near);
}
