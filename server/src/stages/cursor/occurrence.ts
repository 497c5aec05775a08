/** A place in a document where something is named, and what that is. */
import type { Heredoc, LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument, toDocumentParts, touchesInDocument } from "../../dockerfile/sourceMap";
import { touches } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import type { VariableOccurrence } from "../analysis/variables/stageVariables";
import type { Stage } from "../model/model";
import type { Reference } from "../model/references";

/**
 * A stage, whatever it is named by; a variable of the global scope by its name, with or without an `ARG` that declares it; or a
 * variable of a stage and of those based on it.
 */
export type StageSymbol =
  | { readonly kind: "stage"; readonly stage: Stage }
  | { readonly kind: "variable"; readonly name: string }
  | StageVariable;

/** A variable of a stage, which has it from its bases and hands it on to what is based on it. */
export interface StageVariable {
  readonly kind: "stageVariable";
  readonly name: string;
  /** The first stage of the chain of bases that sets it, or that uses it where none does. */
  readonly stage: Stage;
  /** It is set first by what the stage holds back with ONBUILD. */
  readonly isHeld: boolean;
}

/** A place where something is named. */
export interface Occurrence {
  readonly line: LogicalLine;
  /** The token: in the text of the line, or in the body of `heredoc`. */
  readonly span: Span;
  /** The heredoc in whose body it stands; null for the line itself. */
  readonly heredoc: Heredoc | null;
  /** What the token refers to a stage by; null for a name of its own and for variables. */
  readonly reference: Reference | null;
  /** It gives the name; the others use it. */
  readonly isDeclaration: boolean;
  /** What the evaluation knows of a variable of a stage there; null for everything else. */
  readonly variable: VariableOccurrence | null;
}

/** A place in the line itself. */
export function occurrence(
  line: LogicalLine,
  span: Span,
  isDeclaration: boolean,
  reference: Reference | null = null,
): Occurrence {
  return { line, span, heredoc: null, reference, isDeclaration, variable: null };
}

/** The document's span of a span in the text of a line, or in the body of one of its heredocs. */
export function inDocument({ line, heredoc }: Pick<Occurrence, "line" | "heredoc">, span: Span): Span {
  return heredoc ? inBody(heredoc, span) : toDocument(line, span);
}

/** The same in its parts, one for each physical line. */
export function partsInDocument({
  line,
  heredoc,
  span,
}: Pick<Occurrence, "line" | "heredoc" | "span">): Span[] {
  return heredoc ? [inBody(heredoc, span)] : toDocumentParts(line, span);
}

/** Whether a document offset touches such a span. */
export function isTouchedAt(
  { line, heredoc }: Pick<Occurrence, "line" | "heredoc">,
  span: Span,
  offset: number,
): boolean {
  return heredoc ? touches(inBody(heredoc, span), offset) : touchesInDocument(line, span, offset);
}

function inBody({ body }: Heredoc, { start, end }: Span): Span {
  return { start: body.start + start, end: body.start + end };
}

/** The places in the order of the document, declarations first. */
export function inOrder(places: readonly Occurrence[]): Occurrence[] {
  return places
    .map(place => ({ place, at: inDocument(place, place.span).start }))
    .sort((a, b) => Number(b.place.isDeclaration) - Number(a.place.isDeclaration) || a.at - b.at)
    .map(({ place }) => place);
}
