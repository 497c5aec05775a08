/** What every feature is given: a document with its model, and the way from offsets to LSP positions. */
import type { Position, Range } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Span } from "../dockerfile/source";
import type { Settings } from "../workspace/settings";
import type { CheckMemory } from "../rules/run/memory";
import type { Analysis } from "../stages/analysis/analysis";

export interface FeatureContext {
  readonly document: TextDocument;
  readonly analysis: Analysis;
  readonly settings: Settings;
  /** The address of the folder of the rules' pages, without a slash at its end; null where none is known. */
  readonly rulePages: string | null;
  /** What the rules have learned from the versions before. */
  readonly memory: CheckMemory;
  /** The document is no file, but stands inside of one. */
  readonly inside?: Inside;
}

/** What a document that stands inside of a file has of that file. */
export interface Inside {
  /** The address by which a client may ask about the document. */
  readonly address: string;
  /** The line of the file, from 1, in which something stands that is at an offset of the document. */
  readonly lineOf: (offset: number) => number;
  /** Whether nothing can be said of a span of the document, because a variable of the file may make anything of it. */
  readonly isOpen: (span: Span) => boolean;
  /** The file is one of the bake files that Docker DX knows. */
  readonly isDockerDxFile: boolean;
  /** An answer about the document, as one about the file. */
  readonly toHost: <Answer>(answer: Answer) => Answer;
}

/**
 * What is said of one Dockerfile beside another one, as part of an answer about that: with places in the file that it stands in, where
 * it is no file.
 */
export function inHost<Answer>({ inside }: FeatureContext, answer: Answer): Answer {
  return inside ? inside.toHost(answer) : answer;
}

/** The LSP range of a span of the document. */
export function rangeOf({ document }: FeatureContext, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

/** The offset of an LSP position; a position beyond the text is the nearest one in it. */
export function offsetOf({ document }: FeatureContext, position: Position): number {
  return document.offsetAt(position);
}
