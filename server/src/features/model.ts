/** The answer to `dockerfileStages/model`: the stage model in LSP positions. */
import { toDocument } from "../dockerfile/sourceMap";
import type { Span } from "../dockerfile/source";
import type {
  ModelAnswer,
  ModelImplicitStage,
  ModelParams,
  ModelPlatformBase,
  ModelReference,
  ModelStage,
} from "../protocol";
import type { Analysis } from "../stages/analysis/analysis";
import type { PlatformBase } from "../stages/model/base";
import { DEFAULT_BUILDS, retargeted } from "../stages/model/buildPlatforms";
import { neededBy, reachableFrom, targetStage } from "../stages/model/graph";
import type { ImplicitStage } from "../stages/model/implicitStages";
import { keywordSpan, nameSpan, stageSpan } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import type { Reference } from "../stages/model/references";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** What a request may ask of the model beside the document. */
export type ModelRequestOptions = Omit<ModelParams, "textDocument">;

/** The answer where there is no document to speak of. */
export const EMPTY_MODEL: ModelAnswer = { stages: [], references: [], target: null, reachable: [] };

/** The stage model of a document, for a target and with build arguments and contexts beside those of the settings and of the build in force. */
export function modelAnswer(context: FeatureContext, options: ModelRequestOptions): ModelAnswer {
  return stagesAnswer(withModel(context, options), options.target);
}

/** The stages of the context's own model, and what a build of `target` needs of them; of the build in force where it is undefined. */
export function stagesAnswer(context: FeatureContext, wanted: string | undefined): ModelAnswer {
  const { model, graph } = context.analysis;
  const target = targetStage(model, wanted ?? defaultTarget(context));
  return {
    stages: model.stages.map(stage => stageAnswer(context, stage, neededBy(graph, stage.index))),
    references: model.references.map((reference): ModelReference => ({
      kind: reference.onbuild ? "ONBUILD" : reference.form,
      inStage: reference.inStage,
      text: reference.text,
      range: rangeOf(context, toDocument(reference.line, wholeSpan(context.analysis, reference))),
      to: reference.to,
      ...platformsAnswer(reference.byPlatform),
      ...(reference.implicit ? { implicit: implicitAnswer(context, reference.implicit) } : {}),
    })),
    target,
    reachable: reachableFrom(graph, target),
  };
}

function platformsAnswer(bases: readonly PlatformBase[]): { byPlatform?: ModelPlatformBase[] } {
  if (bases.length === 0) return {};
  return {
    byPlatform: bases.map(({ platforms, expanded, to }) => ({ platforms: [...platforms], expanded, to })),
  };
}

function implicitAnswer(context: FeatureContext, { text, line, span }: ImplicitStage): ModelImplicitStage {
  return { text, range: rangeOf(context, toDocument(line, span)) };
}

/** A base with the quotes around it: behind it is where a client writes a name. */
function wholeSpan({ model: { stages } }: Analysis, { form, inStage, span }: Reference): Span {
  return (form === "FROM" ? stages[inStage]?.base.span : undefined) ?? span;
}

/** The context with the analysis that the options make of the document: another one where they are not the context's own. */
export function withModel(context: FeatureContext, options: ModelRequestOptions): FeatureContext {
  const { target, buildArgs, contexts, platforms } = options;
  if (target === undefined && !buildArgs && !contexts && !platforms) return context;
  const own = context.analysis.model.options;
  const { platforms: builds = DEFAULT_BUILDS } = own;
  const analysis = context.analysis.under({
    ...(target === undefined ? {} : { target }),
    buildArgs: new Map([...own.buildArgs, ...Object.entries(buildArgs ?? {})]),
    contexts: [...own.contexts, ...(contexts ?? [])],
    platforms: platforms ? retargeted(builds, platforms) : builds,
    ...(own.around ? { around: own.around } : {}),
  });
  return { ...context, analysis };
}

/** The target of the build in force; undefined for the last stage. */
function defaultTarget({ analysis: { model } }: FeatureContext): string | undefined {
  return model.options.around?.inForce?.target ?? undefined;
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
    base: {
      text: base.text,
      expanded: base.expanded,
      to: base.to,
      ...platformsAnswer(base.byPlatform),
    },
    range: rangeOf(context, stageSpan(stage)),
    ...(named ? { nameRange: rangeOf(context, named) } : {}),
    keywordRange: rangeOf(context, keywordSpan(stage)),
    needs,
    ...(stage.replaced ? { isReplaced: true } : {}),
  };
}
