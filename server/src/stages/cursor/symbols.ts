/** What a name in a document means, a stage or a variable of the global scope, and every place where that stands. */
import { lineAt } from "../../dockerfile/dockerfile";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toText, touchesInDocument } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../analysis/analysis";
import { stageAt } from "../model/model";
import type { Stage, StageModel } from "../model/model";
import { referencedStages } from "../model/references";
import type { Reference } from "../model/references";
import type { GlobalArg } from "../model/scope";
import { globalVariables } from "../model/variables";

/** A stage, whatever it is named by; or a variable by its name, with or without an `ARG` that declares it. */
export type StageSymbol =
  { readonly kind: "stage"; readonly stage: Stage } | { readonly kind: "variable"; readonly name: string };

/** A place where something is named. */
export interface Occurrence {
  readonly line: LogicalLine;
  /** The token, in the text of the line. */
  readonly span: Span;
  /** What the token refers to a stage by; null for a name of its own and for variables. */
  readonly reference: Reference | null;
  /** It gives the name; the others use it. */
  readonly isDeclaration: boolean;
}

/** A name at a place, and what it means. */
export interface SymbolOccurrence extends Occurrence {
  readonly symbol: StageSymbol;
}

/** What a cursor is on: a name, or a reference to something that is none of the file's. */
export interface CursorTarget extends Occurrence {
  /** Null where the reference means an image, a named context, or nothing at all. */
  readonly symbol: StageSymbol | null;
  /**
   * What of it the cursor touches, in the text of the line: the token itself, or, around it, the flag or the mount option that
   * holds a reference, and the keyword of a `FROM` for the stage that it begins.
   */
  readonly touched: Span;
}

/**
 * What stands at a document offset: the one answer that definition, references, hover, rename, highlights and linked editing
 * go by. Null where there is neither a name nor a reference.
 */
export function targetAt({ model }: Analysis, offset: number): CursorTarget | null {
  const line = lineAt(model.file, offset);
  if (!line || toText(line, offset) === null) return null;
  const isTouched = (span: Span) => touchesInDocument(line, span, offset);
  const stage = stageAt(model, line.start);
  const references = (model.referencesByStage[stage?.index ?? -1] ?? []).filter(one => one.line === line);
  const onToken = (occurrence: SymbolOccurrence): CursorTarget => ({
    ...occurrence,
    touched: occurrence.span,
  });
  const variable = variableAt(model, line, isTouched);
  // A variable in a base comes before the base that it is part of.
  if (variable) return onToken(variable);
  const named = references.find(({ span }) => isTouched(span));
  if (named) return targetOf(model, named, named.span);
  if (stage?.line === line && stage.nameWord && isTouched(stage.nameWord.span))
    return onToken({ symbol: { kind: "stage", stage }, ...nameOf(stage, stage.nameWord.span) });
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
  return symbol !== null && touched === span && span !== line.instruction.keywordSpan;
}

function targetOf(model: StageModel, reference: Reference, touched: Span): CursorTarget {
  const [stage = null] = referencedStages(model, reference);
  const { line, span } = reference;
  const symbol: StageSymbol | null = stage && { kind: "stage", stage };
  return { symbol, line, span, reference, isDeclaration: false, touched };
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

/** All that a name means: several stages where it is the base of another stage on each platform. */
export function meaningsOf(
  { model }: Analysis,
  { symbol, reference }: SymbolOccurrence,
): readonly StageSymbol[] {
  if (!reference || reference.byPlatform.length === 0) return [symbol];
  return referencedStages(model, reference).map(stage => ({ kind: "stage", stage }));
}

/** The places of all that a name means, each once, with declarations first. */
export function allOccurrencesOf(analysis: Analysis, at: SymbolOccurrence): Occurrence[] {
  const [symbol, ...others] = meaningsOf(analysis, at);
  if (!symbol || others.length === 0) return occurrencesOf(analysis, at.symbol);
  const places = [symbol, ...others].flatMap(one => occurrencesOf(analysis, one));
  const isFirst = (place: Occurrence, index: number) =>
    places.findIndex(({ line, span }) => line === place.line && span.start === place.span.start) === index;
  const once = places.filter(isFirst);
  return [
    ...once.filter(({ isDeclaration }) => isDeclaration),
    ...once.filter(({ isDeclaration }) => !isDeclaration),
  ];
}

/** The places of what is meant, its declarations first, then the uses in the order of the document. */
export function occurrencesOf(analysis: Analysis, symbol: StageSymbol): Occurrence[] {
  return symbol.kind === "stage"
    ? stageOccurrences(analysis, symbol.stage)
    : variableOccurrences(analysis.model, symbol.name);
}

function stageOccurrences({ referencesTo }: Analysis, stage: Stage): Occurrence[] {
  // What has no name is declared by the FROM alone.
  const declared = stage.nameWord?.span ?? stage.line.instruction.keywordSpan;
  const uses = referencesTo(stage).map(reference => {
    const { line, span } = reference;
    return { line, span, reference, isDeclaration: false };
  });
  return [nameOf(stage, declared), ...uses];
}

function nameOf({ line }: Stage, span: Span): Occurrence {
  return { line, span, reference: null, isDeclaration: true };
}

/**
 * A stage sees a variable of the global scope only where it declares it again without a default, so that such an `ARG` is
 * a use. What the stage then does with it is another variable's business: that of the stage.
 */
function variableOccurrences(model: StageModel, wanted: string): Occurrence[] {
  const isWanted = ({ name }: { name: string }) => name === wanted;
  const declared = model.scope.args.filter(isWanted).map(argumentOccurrence);
  const uses = model.file.lines.flatMap(line =>
    [...globalVariables(model, line), ...redeclared(model, line)]
      .filter(isWanted)
      .map(({ span }) => ({ line, span, reference: null, isDeclaration: false })),
  );
  return [...declared, ...uses];
}

/** Where an `ARG` gives its name. */
export function argumentOccurrence(arg: GlobalArg): Occurrence {
  return { line: arg.line, span: nameIn(arg), reference: null, isDeclaration: true };
}

/** The names that a line of a stage takes over from the global scope: each `ARG NAME` of one, held back by `ONBUILD` too. */
function redeclared({ scope, stages }: StageModel, line: LogicalLine): { name: string; span: Span }[] {
  const { keyword, words } = line.instruction.trigger ?? line.instruction;
  if (keyword !== "ARG" || line.start < (stages[0]?.line.start ?? Infinity)) return [];
  return words.flatMap(({ text, span }) => (scope.names.has(text) ? [{ name: text, span }] : []));
}

/** The variable of the global scope that a line uses, declares or takes over at a place that is touched. */
function variableAt(
  model: StageModel,
  line: LogicalLine,
  isTouched: (span: Span) => boolean,
): SymbolOccurrence | null {
  const used = ({ name, span }: { name: string; span: Span }): SymbolOccurrence => ({
    symbol: { kind: "variable", name },
    line,
    span,
    reference: null,
    isDeclaration: false,
  });
  const use = globalVariables(model, line).find(({ span }) => isTouched(span));
  if (use) return used(use);
  const arg = model.scope.args.find(
    declared => declared.line === line && declared.name !== "" && isTouched(nameIn(declared)),
  );
  if (arg) return { symbol: { kind: "variable", name: arg.name }, ...argumentOccurrence(arg) };
  const taken = redeclared(model, line).find(({ span }) => isTouched(span));
  return taken ? used(taken) : null;
}

/** A word of an `ARG` begins with the name. */
function nameIn({ name, word }: GlobalArg): Span {
  const { start } = word.span;
  return { start, end: start + name.length };
}
