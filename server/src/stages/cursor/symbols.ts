/** What a name in a document means, a stage or a variable of the global scope, and every place where that stands. */
import { lineAt } from "../../dockerfile/dockerfile";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toText, touchesInDocument } from "../../dockerfile/sourceMap";
import { touches } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import type { Stage, StageModel } from "../model/model";
import { namedStageAt, referenceAt } from "./cursorContext";
import { referencedStage } from "../model/references";
import type { Reference } from "../model/references";
import type { GlobalArg } from "../model/scope";
import { globalVariableAt, globalVariables } from "../model/variables";

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

/** What is named at a document offset; null on images, contexts and whatever is no name. */
export function symbolAt(model: StageModel, offset: number): SymbolOccurrence | null {
  const use = globalVariableAt(model, offset);
  if (use) {
    const { name, line, span } = use;
    return { symbol: { kind: "variable", name }, line, span, reference: null, isDeclaration: false };
  }
  const reference = referenceAt(model, offset);
  if (reference) {
    const stage = referencedStage(model, reference);
    const { line, span } = reference;
    return stage && { symbol: { kind: "stage", stage }, line, span, reference, isDeclaration: false };
  }
  const stage = namedStageAt(model, offset);
  if (stage?.nameWord) return { symbol: { kind: "stage", stage }, ...nameOf(stage, stage.nameWord.span) };
  return variableDeclaredAt(model, offset);
}

/** The places of what is meant, its declarations first, then the uses in the order of the document. */
export function occurrencesOf(model: StageModel, symbol: StageSymbol): Occurrence[] {
  return symbol.kind === "stage"
    ? stageOccurrences(model, symbol.stage)
    : variableOccurrences(model, symbol.name);
}

/** The references that mean a stage, by name, index or a variable, in the order of the document. */
export function referencesTo({ references }: StageModel, { index }: Stage): Reference[] {
  return references.filter(({ to }) => to === index);
}

function stageOccurrences(model: StageModel, stage: Stage): Occurrence[] {
  // What has no name is declared by the FROM alone.
  const declared = stage.nameWord?.span ?? stage.line.instruction.keywordSpan;
  const uses = referencesTo(model, stage).map(reference => {
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

/** The variable whose name an `ARG` gives or takes over at an offset. */
function variableDeclaredAt(model: StageModel, offset: number): SymbolOccurrence | null {
  const line = lineAt(model.file, offset);
  const at = line && toText(line, offset);
  if (!line || at === null) return null;
  const isHere = (span: Span) => touches(span, at) && touchesInDocument(line, span, offset);
  const arg = model.scope.args.find(
    declared => declared.line === line && declared.name !== "" && isHere(nameIn(declared)),
  );
  if (arg) return { symbol: { kind: "variable", name: arg.name }, ...argumentOccurrence(arg) };
  const taken = redeclared(model, line).find(({ span }) => isHere(span));
  if (!taken) return null;
  const { name, span } = taken;
  return { symbol: { kind: "variable", name }, line, span, reference: null, isDeclaration: false };
}

/** A word of an `ARG` begins with the name. */
function nameIn({ name, word }: GlobalArg): Span {
  const { start } = word.span;
  return { start, end: start + name.length };
}
