/** What a name in a document means, a stage or a variable, and every place where that stands. */
import { lineAt } from "../../dockerfile/dockerfile";
import { toText } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../analysis/analysis";
import { stageAt } from "../model/stagePlaces";
import type { Stage, StageModel } from "../model/model";
import { referencedStages } from "../model/references";
import type { Reference } from "../model/references";
import { globalOccurrences, globalVariableAt, redeclared } from "./globalVariables";
import { inDocument, inOrder, isTouchedAt, occurrence } from "./occurrence";
import type { Occurrence, StageSymbol } from "./occurrence";
import { familyOccurrences, stageVariableAt, touchedSpan, variableOf } from "./variableFamily";

/** A name at a place, and what it means. */
export interface SymbolOccurrence extends Occurrence {
  readonly symbol: StageSymbol;
  /** As in {@link CursorTarget}. */
  readonly touched: Span;
}

/** What a cursor is on: a name, or a reference to something that is none of the file's. */
export interface CursorTarget extends Occurrence {
  /** Null where the reference means an image, a named context, or nothing at all. */
  readonly symbol: StageSymbol | null;
  /**
   * What of it the cursor touches, where its span counts: the token itself, or, around it, the `$` and the braces of a variable of
   * a stage, the flag or the mount option that holds a reference, and the keyword of a `FROM` for the stage that it begins.
   */
  readonly touched: Span;
}

/**
 * What stands at a document offset: the one answer that definition, references, hover, rename, highlights and linked editing
 * go by. Null where there is neither a name nor a reference.
 */
export function targetAt(analysis: Analysis, offset: number): CursorTarget | null {
  const { model } = analysis;
  const line = lineAt(model.file, offset);
  const variable = line && stageVariableAt(analysis, line, offset);
  // A variable comes before what it is part of.
  if (variable?.variable) {
    const symbol = variableOf(analysis, variable.variable);
    return { ...variable, symbol, touched: touchedSpan(variable.variable) };
  }
  if (!line || toText(line, offset) === null) return null;
  const isTouched = (span: Span) => isTouchedAt({ line, heredoc: null }, span, offset);
  const stage = stageAt(model, line.start);
  const references = (model.referencesByStage[stage?.index ?? -1] ?? []).filter(one => one.line === line);
  const onToken = (symbol: StageSymbol, place: Occurrence): CursorTarget => ({
    ...place,
    symbol,
    touched: place.span,
  });
  const global = globalVariableAt(model, line, isTouched);
  if (global) return onToken({ kind: "variable", name: global.name }, global.place);
  const named = references.find(({ span }) => isTouched(span));
  if (named) return targetOf(model, named, named.span);
  if (stage?.line === line && stage.nameWord && isTouched(stage.nameWord.span))
    return onToken({ kind: "stage", stage }, nameOf(stage, stage.nameWord.span));
  for (const reference of references) {
    const holder = holderOf(reference);
    if (holder && isTouched(holder)) return targetOf(model, reference, holder);
  }
  const { keywordSpan } = line.instruction;
  if (stage?.line !== line || !isTouched(keywordSpan)) return null;
  const symbol: StageSymbol = { kind: "stage", stage };
  return { symbol, ...nameOf(stage, stage.nameWord?.span ?? keywordSpan), touched: keywordSpan };
}

/** The name whose own token a document offset touches; null on images, contexts and whatever is no name. */
export function symbolAt(analysis: Analysis, offset: number): SymbolOccurrence | null {
  const target = targetAt(analysis, offset);
  return target && isOnName(target) ? target : null;
}

/** The reference whose own token a document offset touches, whatever it means; null for none. */
export function referenceAt(analysis: Analysis, offset: number): Reference | null {
  const target = targetAt(analysis, offset);
  return target?.touched === target?.span ? (target?.reference ?? null) : null;
}

function isOnName(target: CursorTarget): target is CursorTarget & SymbolOccurrence {
  const { symbol, touched, span, line } = target;
  if (symbol?.kind === "stageVariable") return true;
  return symbol !== null && touched === span && span !== line.instruction.keywordSpan;
}

function targetOf(model: StageModel, reference: Reference, touched: Span): CursorTarget {
  const [stage = null] = referencedStages(model, reference);
  const { line, span } = reference;
  const symbol: StageSymbol | null = stage && { kind: "stage", stage };
  return { symbol, ...occurrence(line, span, false, reference), touched };
}

/** The flag or the mount option that a reference stands in. */
function holderOf({ form, mount, span, line: { instruction } }: Reference): Span | null {
  const holds = (part: Span) => part.start <= span.start && span.end <= part.end;
  switch (form) {
    case "FROM":
      return null;
    case "COPY":
      return (instruction.trigger ?? instruction).flags.map(flag => flag.span).find(holds) ?? null;
    case "MOUNT":
      return mount?.options.map(option => option.span).find(holds) ?? null;
  }
}

/**
 * All that a name means: several stages where it is the base of another stage on each platform, and two variables where a stage
 * takes an argument over from the global scope, which is the first of them.
 */
export function meaningsOf({ model }: Analysis, at: SymbolOccurrence): readonly StageSymbol[] {
  const { symbol, reference } = at;
  const taken = takenOver(model, at);
  if (taken !== null) return [{ kind: "variable", name: taken }, symbol];
  if (!reference || reference.byPlatform.length === 0) return [symbol];
  return referencedStages(model, reference).map(stage => ({ kind: "stage", stage }));
}

/** The places of all that a name means, each once, with declarations first. */
export function allOccurrencesOf(analysis: Analysis, at: SymbolOccurrence): Occurrence[] {
  const [symbol, ...others] = meaningsOf(analysis, at);
  if (!symbol || others.length === 0) return occurrencesOf(analysis, at.symbol);
  const places = new Map<number, Occurrence>();
  for (const one of [symbol, ...others])
    for (const place of occurrencesOf(analysis, one)) {
      const { start } = inDocument(place, place.span);
      if (!places.has(start)) places.set(start, place);
    }
  return inOrder([...places.values()]);
}

/** The places of what is meant, its declarations first, then the uses in the order of the document. */
export function occurrencesOf(analysis: Analysis, symbol: StageSymbol): Occurrence[] {
  switch (symbol.kind) {
    case "stage":
      return stageOccurrences(analysis, symbol.stage);
    case "variable":
      return globalOccurrences(analysis.model, symbol.name);
    case "stageVariable":
      return familyOccurrences(analysis, symbol);
  }
}

/** The name of the argument before the first stage, or of the builder, that an `ARG` of a stage takes over; else null. */
export function takenOver(
  model: StageModel,
  { line, span, isDeclaration, variable }: Occurrence,
): string | null {
  if (!variable || !isDeclaration) return null;
  return redeclared(model, line).find(({ span: { start } }) => start === span.start)?.name ?? null;
}

function stageOccurrences({ referencesTo }: Analysis, stage: Stage): Occurrence[] {
  // What has no name is declared by the FROM alone.
  const declared = stage.nameWord?.span ?? stage.line.instruction.keywordSpan;
  const uses = referencesTo(stage).map(reference =>
    occurrence(reference.line, reference.span, false, reference),
  );
  return [nameOf(stage, declared), ...uses];
}

function nameOf({ line }: Stage, span: Span): Occurrence {
  return occurrence(line, span, true);
}
