/** The tree of what needs what, beyond one Dockerfile: the builds that end with a stage, and stages of other Dockerfiles. */
import { SymbolKind } from "vscode-languageserver-types";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Range,
} from "vscode-languageserver-protocol";
import { otherBuild, takersOf } from "../around/otherBuild";
import type { Place, Use } from "../around/use";
import { toDocument } from "../dockerfile/sourceMap";
import type { Stage } from "../stages/model/model";
import { stageItem } from "./callHierarchy";
import { inHost, rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { givenContexts, isSameFile, stageOfUse, takingReferences } from "./linkedStages";
import type { LinkedDockerfiles, StageIn } from "./linkedStages";

/** What an item says of its use, to find it again when its file has changed. */
interface UseData {
  readonly file: string;
  readonly kind: string;
  readonly use: string;
  /** Of those in the file that are called the same, from 0. */
  readonly number: number;
}

/** A call between items, and the ranges in the file of the caller that make it. */
interface Call {
  readonly item: CallHierarchyItem;
  readonly ranges: readonly Range[];
}

/** The item of a build; null where its file is none of the workspace. */
export function useItem(use: Use, linked: LinkedDockerfiles): CallHierarchyItem | null {
  const location = linked.locate(use.place);
  if (!location) return null;
  const { kind, name, place } = use;
  const data: UseData = { file: place.file, kind, use: name, number: alike(use, linked).indexOf(use) };
  return {
    name: linked.labelOf(use),
    kind: SymbolKind.Package,
    detail: linked.shownPath(place.file),
    uri: location.uri,
    range: location.range,
    selectionRange: location.range,
    data,
  };
}

/** The use of an item; null where the item is none of a use, or it is not there any more. */
export function useOfItem(
  { data }: CallHierarchyItem,
  linked: Pick<LinkedDockerfiles, "allUses">,
): Use | null {
  const { file, kind, use, number } = (data ?? {}) as Partial<Record<keyof UseData, unknown>>;
  if (typeof use !== "string" || typeof number !== "number") return null;
  const found = linked
    .allUses()
    .filter(({ place, name, kind: its }) => place.file === file && name === use && its === kind);
  return found[number] ?? found[0] ?? null;
}

/** What needs a stage beyond its Dockerfile: stages of others, and the builds that end with it. */
export function incomingElsewhere(
  context: FeatureContext,
  stage: Stage,
  linked: LinkedDockerfiles,
): CallHierarchyIncomingCall[] {
  const taking = takingReferences(context, stage, linked).flatMap(({ context: other, reference }) => {
    const from = other.analysis.model.stages[reference.inStage];
    if (!from || (isSameFile(other.document.uri, context.document.uri) && from.index === stage.index))
      return [];
    const ranges = [rangeOf(other, toDocument(reference.line, reference.span))];
    return [inHost(other, { item: stageItem(other, from), ranges })];
  });
  const builds = linked.usesOf(context.document.uri).flatMap(use => {
    if (stageOfUse(use, linked, context)?.stage.index !== stage.index) return [];
    return call(useItem(use, linked), use.target?.place ?? use.place, linked);
  });
  return merged([...taking, ...builds]).map(({ item, ranges }) => ({ from: item, fromRanges: [...ranges] }));
}

/** The stages of other Dockerfiles that a stage needs, and the builds of those that are written in another file. */
export function outgoingElsewhere(
  context: FeatureContext,
  stage: Stage,
  linked: LinkedDockerfiles,
): CallHierarchyOutgoingCall[] {
  const { referencesByStage } = context.analysis.model;
  const calls = (referencesByStage[stage.index] ?? []).flatMap(reference =>
    givenContexts(context, reference, linked).flatMap(({ other }) => {
      const item = other && builtItem(other, linked);
      const ranges = [rangeOf(context, toDocument(reference.line, reference.span))];
      return item ? [{ item, ranges: inHost(context, ranges) }] : [];
    }),
  );
  return merged(calls).map(({ item, ranges }) => ({ to: item, fromRanges: [...ranges] }));
}

/** The builds that take the image of a build. */
export function incomingOfUse(use: Use, linked: LinkedDockerfiles): CallHierarchyIncomingCall[] {
  const calls = takersOf(use, linked.allUses()).flatMap(taker => {
    const { value, name } = taker.use.contexts.get(taker.name) ?? {};
    return call(useItem(taker.use, linked), value?.place ?? name ?? taker.use.place, linked);
  });
  return merged(calls).map(({ item, ranges }) => ({ from: item, fromRanges: [...ranges] }));
}

/** The stage that a build ends with, and the builds whose images it takes. */
export function outgoingOfUse(use: Use, linked: LinkedDockerfiles): CallHierarchyOutgoingCall[] {
  const stage = stageOfUse(use, linked);
  const calls = [
    ...(stage ? call(itemOf(stage), use.target?.place ?? use.place, linked) : []),
    ...[...use.contexts.values()].flatMap(({ name, value }) => {
      const other =
        value.build === null || value.isOpen ? null : otherBuild(use, value.build, linked.allUses());
      return other ? call(useItem(other, linked), value.place ?? name, linked) : [];
    }),
  ];
  return merged(calls).map(({ item, ranges }) => ({ to: item, fromRanges: [...ranges] }));
}

/** The stage that a build ends with, or the build itself where its Dockerfile cannot be read. */
function builtItem(use: Use, linked: LinkedDockerfiles): CallHierarchyItem | null {
  const stage = stageOfUse(use, linked);
  return stage ? itemOf(stage) : useItem(use, linked);
}

function itemOf({ context, stage }: StageIn): CallHierarchyItem {
  return inHost(context, stageItem(context, stage));
}

function call(item: CallHierarchyItem | null, place: Place, linked: LinkedDockerfiles): Call[] {
  const range = linked.locate(place)?.range;
  return item ? [{ item, ranges: range ? [range] : [] }] : [];
}

/** The calls of the same item as one, in the order of the first of each. */
function merged(calls: readonly Call[]): Call[] {
  const groups = new Map<string, { item: CallHierarchyItem; ranges: Map<string, Range> }>();
  for (const { item, ranges } of calls) {
    const { uri, name, selectionRange } = item;
    const key = JSON.stringify([uri, name, selectionRange]);
    const group = groups.get(key) ?? { item, ranges: new Map<string, Range>() };
    groups.set(key, group);
    for (const range of ranges) group.ranges.set(JSON.stringify(range), range);
  }
  return [...groups.values()].map(({ item, ranges }) => ({ item, ranges: [...ranges.values()] }));
}

function alike(use: Use, { allUses }: LinkedDockerfiles): readonly Use[] {
  const { place, kind, name } = use;
  return allUses().filter(each => each.place.file === place.file && each.kind === kind && each.name === name);
}
