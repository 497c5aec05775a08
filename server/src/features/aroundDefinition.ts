/** Where a name in a file around a Dockerfile leads: a target to its stage, a Dockerfile's path to the file. */
import type { Location } from "vscode-languageserver-protocol";
import { touches } from "../dockerfile/source";
import type { Use, Value } from "../around/use";
import { nameSpan } from "../stages/model/model";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** What of a use a position is on. */
export interface UsePart {
  readonly use: Use;
  /** The name of a stage; null for the path of the Dockerfile. */
  readonly stage: Value | null;
}

/** What of the uses in a file stands at an offset, of each use once. */
export function usePartsAt(uses: readonly Use[], file: string, offset: number): UsePart[] {
  const isHere = (value: Value | null): boolean =>
    value?.place?.file === file && touches(value.place.span, offset);
  return uses.flatMap(use => {
    const stage = [use.target, ...use.noCacheFilters].find(value => isHere(value)) ?? null;
    return stage || isHere(use.dockerfile) ? [{ use, stage }] : [];
  });
}

/** The name of the stage that a target means, in its Dockerfile; null where there is none, or it depends on a variable. */
export function stageLocation(context: FeatureContext, { text: target, isOpen }: Value): Location | null {
  const { names, stages } = context.analysis.model;
  const index = isOpen ? undefined : names.get(target.toLowerCase());
  const stage = index === undefined ? undefined : stages[index];
  if (!stage) return null;
  return { uri: context.document.uri, range: rangeOf(context, nameSpan(stage) ?? stage.line) };
}
