/**
 * Stages of other Dockerfiles: where a build gives the image of another one as a named context (`target:x`, `service:x`), `FROM base`
 * is the stage that the other build ends with. What a name means depends on the build: the one in force, else any of them.
 */
import type { Location } from "vscode-languageserver-protocol";
import { otherBuild, takersOf } from "../around/otherBuild";
import { pathOfUri } from "../around/paths";
import type { ContextValue, Named, Use } from "../around/use";
import { toDocument } from "../dockerfile/sourceMap";
import type { Analysis } from "../stages/analysis/analysis";
import { optionsUnder } from "../stages/model/buildsAround";
import { contextKey } from "../stages/model/imageReference";
import { keywordSpan, nameSpan } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import { imageText, referencedStages } from "../stages/model/references";
import type { Reference } from "../stages/model/references";
import { inHost, rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { NO_USES, usesOfStage } from "./usesOfStage";
import type { UsesOfStages } from "./usesOfStage";

/** The builds of the workspace, with the Dockerfiles that have to do with the one that is asked about. */
export interface LinkedDockerfiles extends UsesOfStages {
  readonly allUses: () => readonly Use[];
  /** The use of a Dockerfile that is in force; null where none is. */
  readonly inForce: (uri: string) => Use | null;
  /** The Dockerfile of a use, without what a build gives; null where it is not known. */
  readonly dockerfileOf: (use: Use) => FeatureContext | null;
  /** What people call a use: `compose.yaml › web`. */
  readonly labelOf: (use: Use) => string;
  /** A path as people know it, from the folder of the workspace. */
  readonly shownPath: (path: string) => string;
}

export const NOTHING_LINKED: LinkedDockerfiles = {
  ...NO_USES,
  allUses: () => [],
  inForce: () => null,
  dockerfileOf: () => null,
  labelOf: () => "",
  shownPath: path => path,
};

/** A named context that a build gives for what a reference names. */
export interface GivenContext extends Named<ContextValue> {
  readonly use: Use;
  /** The build whose image it is; null for all else, and where there is no such build. */
  readonly other: Use | null;
}

/** A stage with its Dockerfile. */
export interface StageIn {
  readonly context: FeatureContext;
  readonly stage: Stage;
}

/** A reference with the Dockerfile in which it stands. */
export interface ReferenceIn {
  readonly context: FeatureContext;
  readonly reference: Reference;
}

/** The contexts that builds give for what a reference names: that of the build in force alone, where one is. */
export function givenContexts(
  context: FeatureContext,
  reference: Reference,
  linked: LinkedDockerfiles,
): GivenContext[] {
  const inForce = linked.inForce(context.document.uri);
  const uses = inForce ? [inForce] : linked.usesOf(context.document.uri);
  return uses.flatMap(use => {
    if (use.contexts.size === 0) return [];
    const { model } = underUse(context.analysis, use);
    const same = (model.referencesByStage[reference.inStage] ?? []).find(
      ({ line, span }) => line === reference.line && span.start === reference.span.start,
    );
    if (!same) return [];
    return [...use.contexts].flatMap(([key, named]) => {
      if (!isContext(model, same, key)) return [];
      const { build, isOpen } = named.value;
      const other = build === null || isOpen ? null : otherBuild(use, build, linked.allUses());
      return [{ ...named, use, other }];
    });
  });
}

/** The stage that a build ends with; null where that is open, the Dockerfile is not known, or has no such stage. */
export function stageOfUse(
  use: Use,
  linked: Pick<LinkedDockerfiles, "dockerfileOf">,
  context = linked.dockerfileOf(use),
): StageIn | null {
  const { target, isPartial } = use;
  if (!context || (target ? target.isOpen : isPartial)) return null;
  const { stages, names } = context.analysis.model;
  const index = target && target.text !== "" ? names.get(target.text.toLowerCase()) : stages.length - 1;
  const stage = index === undefined ? undefined : stages[index];
  return stage ? { context, stage } : null;
}

/** The references of other builds that mean a stage, because they take the image of a build that ends with it; each once. */
export function takingReferences(
  own: FeatureContext,
  { index }: Stage,
  linked: LinkedDockerfiles,
): ReferenceIn[] {
  const found = new Map<string, ReferenceIn>();
  for (const other of linked.usesOf(own.document.uri)) {
    const takers = takersOf(other, linked.allUses());
    if (takers.length === 0 || stageOfUse(other, linked, own)?.stage.index !== index) continue;
    for (const { use, name } of takers) {
      const context = linked.dockerfileOf(use);
      if (!context) continue;
      const { model } = underUse(context.analysis, use);
      for (const reference of model.references)
        if (isContext(model, reference, name))
          found.set(`${reference.line.start} ${reference.span.start} ${context.document.uri}`, {
            context,
            reference,
          });
    }
  }
  return [...found.values()];
}

/** Where other files mean a stage, and other Dockerfiles: as a target, and as a named context. */
export function referencesElsewhere(
  context: FeatureContext,
  stage: Stage,
  linked: LinkedDockerfiles,
): Location[] {
  const taking = takingReferences(context, stage, linked).filter(
    // Its own references are counted already, where the context takes the place of a stage of the same file.
    ({ context: { document }, reference }) =>
      !isSameFile(document.uri, context.document.uri) ||
      !referencesHere(context, stage).has(placeKey(reference)),
  );
  const locations = taking.map(({ context: other, reference }) => {
    const range = rangeOf(other, toDocument(reference.line, reference.span));
    if (isSameFile(other.document.uri, context.document.uri)) return { uri: context.document.uri, range };
    return inHost(other, { uri: other.document.uri, range });
  });
  return [...usesOfStage(context, stage, linked), ...locations];
}

/** The name of a stage, or the keyword of the `FROM` of one that has none. */
export function locationOf({ context, stage }: StageIn): Location {
  const range = rangeOf(context, nameSpan(stage) ?? keywordSpan(stage));
  return inHost(context, { uri: context.document.uri, range });
}

/** Whether two addresses are of one file, however they are encoded. */
export function isSameFile(a: string, b: string): boolean {
  return a === b || pathOfUri(a) === pathOfUri(b);
}

function referencesHere({ analysis }: FeatureContext, stage: Stage): ReadonlySet<string> {
  return new Set(analysis.referencesTo(stage).map(placeKey));
}

function placeKey({ line, span }: Reference): string {
  return `${line.start} ${span.start}`;
}

/** Whether a reference means the named context, also as a stage whose place that takes. */
function isContext(model: Analysis["model"], reference: Reference, name: string): boolean {
  const key = contextKey(name) ?? name;
  return (
    (reference.to === "context" && contextKey(imageText(reference)) === key) ||
    referencedStages(model, reference).some(stage => stage.replaced && stage.name === key)
  );
}

const underUses = new WeakMap<Analysis, WeakMap<Use, Analysis>>();

/** A Dockerfile as a build reads it. */
function underUse(analysis: Analysis, use: Use): Analysis {
  const known = underUses.get(analysis) ?? new WeakMap<Use, Analysis>();
  underUses.set(analysis, known);
  const { model } = analysis;
  const args = new Map(
    [...use.args].flatMap(([name, { value }]) =>
      value && !value.isOpen ? [[name, value.text] as const] : [],
    ),
  );
  const made =
    known.get(use) ?? analysis.under(optionsUnder(model.options, { args, contexts: use.contexts }));
  known.set(use, made);
  return made;
}
