/** A variable of stages as a symbol: a stage has it from its bases and hands it on, so that all of them mean the same one. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Analysis } from "../analysis/analysis";
import type { VariableOccurrence, Variables } from "../analysis/variables/stageVariables";
import type { StageVariables } from "../analysis/variables/variableReader";
import { lookup } from "../../shared/persistentMap";
import { stageAt } from "../model/stagePlaces";
import { inOrder, isTouchedAt } from "./occurrence";
import type { Occurrence, StageVariable } from "./occurrence";

/** The variable of a stage that is named at a document offset, or null. Looks at the line alone that it stands in. */
export function stageVariableAt(analysis: Analysis, line: LogicalLine, offset: number): Occurrence | null {
  const stage = stageAt(analysis.model, line.start);
  if (!stage || stage.line === line || !mayName(line)) return null;
  const { own, held } = analysis.variables(stage);
  const { occurrences } = (line.instruction.trigger ? held : own) ?? own;
  const found = occurrences.find(
    variable => variable.line === line && isTouchedAt(variable, touchedSpan(variable), offset),
  );
  return found ? toOccurrence(found) : null;
}

function mayName({ instruction, heredocs }: LogicalLine): boolean {
  const { keyword } = instruction.trigger ?? instruction;
  return keyword === "ARG" || keyword === "ENV" || heredocs.length > 0 || /[$%]/.test(instruction.text);
}

/** A name with the `$` before it, and its braces where nothing else stands between them. */
export function touchedSpan({ line, span, heredoc, declares }: VariableOccurrence) {
  if (declares || heredoc) return span;
  const { text } = line.instruction;
  const { start, end } = span;
  if (text.startsWith("${", start - 2)) return { start: start - 2, end: text[end] === "}" ? end + 1 : end };
  return text[start - 1] === "$" ? { start: start - 1, end } : span;
}

function toOccurrence(variable: VariableOccurrence): Occurrence {
  const { line, span, heredoc, declares } = variable;
  return { line, span, heredoc, reference: null, isDeclaration: declares !== null, variable };
}

/** The variable at a place of it. */
export function variableOf(analysis: Analysis, { name, line }: VariableOccurrence): StageVariable | null {
  const stage = stageAt(analysis.model, line.start);
  if (!stage) return null;
  let at = analysis.variables(stage);
  let isHeld = line.instruction.trigger !== null && !knows(at.own, name);
  while (!isHeld && at.base && (knows(at.base.own, name) || knows(at.base.held, name))) {
    at = at.base;
    isHeld = !knows(at.own, name);
  }
  return { kind: "stageVariable", name, stage: at.stage, isHeld };
}

function knows(variables: Variables | null, name: string): boolean {
  return lookup(variables?.end ?? null, name) !== undefined;
}

/** The variable that a name means in the lines of a stage, and in what its ONBUILD lines hold back. */
export interface Meanings {
  readonly variables: StageVariables;
  readonly own: StageVariable;
  readonly held: StageVariable;
}

/** What a name means in each stage from a first one on, the same object where it means the same. */
export function meaningsByStage(analysis: Analysis, name: string, from = 0): Meanings[] {
  const known = new Map<StageVariables, Meanings>();
  return analysis.model.stages.slice(from).map(stage => {
    const variables = analysis.variables(stage);
    const { base, own } = variables;
    const ofBase = base && known.get(base);
    const variable = (isHeld: boolean): StageVariable => ({ kind: "stageVariable", name, stage, isHeld });
    let mine: StageVariable | null = null;
    if (base && ofBase && knows(base.own, name)) mine = ofBase.own;
    else if (base && ofBase && knows(base.held, name)) mine = ofBase.held;
    const meant = mine ?? variable(false);
    const meanings = { variables, own: meant, held: knows(own, name) ? meant : variable(true) };
    known.set(variables, meanings);
    return meanings;
  });
}

/** The places of each variable of a name, in the order of the stages. */
export function placesByVariable(
  meanings: readonly Meanings[],
  name: string,
): Map<StageVariable, Occurrence[]> {
  const found = new Map<StageVariable, Occurrence[]>();
  const add = (variable: StageVariable, { occurrences }: Variables) => {
    const places = occurrences.filter(place => place.name === name).map(toOccurrence);
    const known = found.get(variable);
    if (known) for (const place of places) known.push(place);
    else if (places.length > 0) found.set(variable, places);
  };
  for (const { variables, own, held } of meanings) {
    add(own, variables.own);
    if (variables.held) add(held, variables.held);
  }
  return found;
}

/** Whether two symbols are the same variable. */
export function isSameVariable(a: StageVariable, b: StageVariable): boolean {
  return a.name === b.name && a.stage === b.stage && a.isHeld === b.isHeld;
}

/**
 * The places of a variable in all stages that have it, what sets it first, then the uses in the order of the document. Where a base is
 * another stage on another platform, the variables of both are one.
 */
export function familyOccurrences(analysis: Analysis, symbol: StageVariable): Occurrence[] {
  const places = new Map(familyOf(analysis, symbol).map(place => [keyOf(place), place]));
  let open = onOtherPlatforms(analysis, symbol.name);
  for (let found = places.size > 0; found && open.length > 0;) {
    const touching = open.filter(family => family.some(place => places.has(keyOf(place))));
    open = open.filter(family => !touching.includes(family));
    for (const place of touching.flat()) if (!places.has(keyOf(place))) places.set(keyOf(place), place);
    found = touching.length > 0;
  }
  return inOrder([...places.values()]);
}

/** Whether a variable has other places on another platform: no name of it holds on all of them. */
export function variesByPlatform(analysis: Analysis, symbol: StageVariable): boolean {
  return familyOccurrences(analysis, symbol).length > familyOf(analysis, symbol).length;
}

function familyOf(analysis: Analysis, symbol: StageVariable): Occurrence[] {
  const { name, stage } = symbol;
  const families = placesByVariable(meaningsByStage(analysis, name, stage.index), name);
  return [...families].flatMap(([other, places]) => (isSameVariable(other, symbol) ? places : []));
}

/** The variables of a name in the builds for each platform, by their places; none where a build is for one alone. */
function onOtherPlatforms({ onPlatforms }: Analysis, name: string): Occurrence[][] {
  return onPlatforms.flatMap(analysis => [
    ...placesByVariable(meaningsByStage(analysis, name), name).values(),
  ]);
}

function keyOf({ line, span, heredoc }: Occurrence): string {
  return `${line.start} ${span.start} ${heredoc?.body.start ?? ""}`;
}
