/** All that has to change with the name of a variable: it is one build argument for the whole file, and one variable of an image. */
import type { Analysis } from "../stages/analysis/analysis";
import type { VariableOccurrence } from "../stages/analysis/variables/stageVariables";
import { globalOccurrences } from "../stages/cursor/globalVariables";
import { inDocument, inOrder } from "../stages/cursor/occurrence";
import type { Occurrence, StageSymbol } from "../stages/cursor/occurrence";
import { isSameVariable, meaningsByStage, placesByVariable } from "../stages/cursor/variableFamily";
import type { Stage } from "../stages/model/model";

/** A variable, as a symbol. */
export type VariableSymbol = Exclude<StageSymbol, { readonly kind: "stage" }>;

/** What a variable is called by its name alone. */
export interface VariableScope {
  readonly name: string;
  /** It is an argument before the first stage. */
  readonly isGlobal: boolean;
  /** An `ARG` declares it: builds give it by its name, to all stages that declare it. */
  readonly isArgument: boolean;
  /** An `ENV` sets it: containers have it. */
  readonly isInImage: boolean;
  /** The stages that know it. */
  readonly stages: readonly Stage[];
  /** Every place, declarations first. */
  readonly places: readonly Occurrence[];
  /** Those in stages, as the evaluation knows them. */
  readonly inStages: readonly VariableOccurrence[];
}

/**
 * The scope of a variable. Of an argument these are all stages that declare it, and what stands before the first one, because
 * `--build-arg` gives it to all of them; of any other variable the stages that have it of one another.
 */
export function variableScope(analysis: Analysis, symbol: VariableSymbol): VariableScope {
  const { name } = symbol;
  const { scope } = analysis.model;
  const meanings = meaningsByStage(analysis, name);
  const families = [...placesByVariable(meanings, name)].map(([variable, places]) => ({
    places,
    isMine: symbol.kind === "stageVariable" && isSameVariable(variable, symbol),
    isDeclared: places.some(isArgumentOf),
    variable,
  }));
  const isArgument =
    symbol.kind === "variable" || families.some(({ isMine, isDeclared }) => isMine && isDeclared);
  const isGlobal = isArgument && scope.args.some(arg => arg.name === name);
  const meant = families.filter(({ isMine, isDeclared }) => isMine || (isArgument && isDeclared));
  const variables = new Set(meant.map(({ variable }) => variable));
  const places = new Map<number, Occurrence>();
  const inFamilies = meant.flatMap(family => family.places);
  const outer = isGlobal ? globalOccurrences(analysis.model, name) : [];
  for (const place of [...inFamilies, ...outer]) {
    const { start } = inDocument(place, place.span);
    if (!places.has(start)) places.set(start, place);
  }
  const inStages = inFamilies.flatMap(({ variable }) => variable ?? []);
  return {
    name,
    isGlobal,
    isArgument,
    isInImage: inStages.some(({ declares: set }) => set?.source === "env"),
    stages: meanings
      .filter(({ own, held }) => variables.has(own) || variables.has(held))
      .map(({ variables: { stage } }) => stage),
    places: inOrder([...places.values()]),
    inStages,
  };
}

function isArgumentOf({ variable }: Occurrence): boolean {
  return variable?.declares ? variable.declares.source !== "env" : false;
}
