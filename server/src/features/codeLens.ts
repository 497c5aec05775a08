/** A lens over each FROM that builds up to that stage. What it says is what `--target` can do. */
import type { CodeLens } from "vscode-languageserver";
import { BUILD_COMMAND } from "../protocol";
import type { BuildArguments } from "../protocol";
import { keywordSpan } from "../stages/model";
import type { Stage, StageModel } from "../stages/model";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The lenses of a document, in the order of its stages; none where the settings turn them off. */
export function codeLenses(context: FeatureContext): CodeLens[] {
  const { model, document, settings } = context;
  if (!settings.codeLens.enabled) return [];
  return model.stages.map(stage => {
    const argument: BuildArguments = { uri: document.uri, stage: stage.index };
    return {
      range: rangeOf(context, keywordSpan(stage)),
      command: { title: lensTitle(model, stage), command: BUILD_COMMAND, arguments: [argument] },
    };
  });
}

function lensTitle(model: StageModel, { index, name, displayName }: Stage): string {
  if (index === model.stages.length - 1)
    return name === "" ? "▶ Build (default target)" : `▶ Build ${displayName} (default target)`;
  // `--target` takes names alone (spec 3).
  return name === "" ? "▶ Name this stage and build" : `▶ Build up to ${displayName}`;
}
