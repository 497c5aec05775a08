/** The answer to `dockerfileStages/model`: the stage model in LSP positions. */
import { toDocument } from "../dockerfile/place";
import type { Span } from "../dockerfile/source";
import type { ModelAnswer, ModelParams, ModelReference, ModelStage } from "../protocol";
import { neededBy, reachableFrom, stageGraph, targetStage } from "../stages/graph";
import { keywordSpan, nameSpan, readStages, stageSpan } from "../stages/model";
import type { Stage, StageModel } from "../stages/model";
import type { Reference } from "../stages/references";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The answer where there is no document to speak of. */
export const EMPTY_MODEL: ModelAnswer = { stages: [], references: [], target: null, reachable: [] };

/** The stage model of a document, for a target and with build arguments and contexts beside those of the settings. */
export function modelAnswer(context: FeatureContext, params: Omit<ModelParams, "textDocument">): ModelAnswer {
  const model = modelFor(context, params);
  const target = targetStage(model, params.target);
  const graph = stageGraph(model);
  return {
    stages: model.stages.map(stage => stageAnswer(context, stage, neededBy(graph, stage.index))),
    references: model.references.map((reference): ModelReference => ({
      kind: reference.onbuild ? "ONBUILD" : reference.form,
      inStage: reference.inStage,
      text: reference.text,
      range: rangeOf(context, toDocument(reference.line, wholeSpan(model, reference))),
      to: reference.to,
    })),
    target,
    reachable: reachableFrom(graph, target),
  };
}

/** A base with the quotes around it: behind it is where a client writes a name. */
function wholeSpan({ stages }: StageModel, { form, inStage, span }: Reference): Span {
  return (form === "FROM" ? stages[inStage]?.base.span : undefined) ?? span;
}

function modelFor(
  { model, settings }: FeatureContext,
  params: Omit<ModelParams, "textDocument">,
): StageModel {
  const { target, buildArgs, contexts } = params;
  if (target === undefined && !buildArgs && !contexts) return model;
  return readStages(model.file, {
    ...(target === undefined ? {} : { target }),
    buildArgs: new Map(Object.entries({ ...settings.buildArgs, ...buildArgs })),
    contexts: [...Object.keys(settings.build.contexts), ...(contexts ?? [])],
  });
}

function stageAnswer(context: FeatureContext, stage: Stage, needs: number[]): ModelStage {
  const { index, name, displayName, description, platform, base } = stage;
  const named = nameSpan(stage);
  return {
    index,
    name,
    displayName,
    ...(description === null ? {} : { description }),
    ...(platform === null ? {} : { platform }),
    base: { text: base.text, expanded: base.expanded, to: base.to },
    range: rangeOf(context, stageSpan(stage)),
    ...(named ? { nameRange: rangeOf(context, named) } : {}),
    keywordRange: rangeOf(context, keywordSpan(stage)),
    needs,
  };
}
