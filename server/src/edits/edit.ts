/** Changes of a document, and edits that may have a reason against them. */
import type { Span } from "../dockerfile/source";

/** A change of the document: `text` in place of a span of it. */
export interface TextChange {
  readonly span: Span;
  readonly text: string;
}

/** Changes that belong together. */
export interface Edit {
  /** They do not overlap; empty where the edit is refused. */
  readonly changes: readonly TextChange[];
  /** Why it cannot be done, for the person who asked for it. */
  readonly refused?: string;
}

/** An edit that cannot be done, and why. */
export function refuse(reason: string): Edit {
  return { changes: [], refused: reason };
}

/** A change that puts a text in front of an offset. */
export function insertion(at: number, text: string): TextChange {
  return { span: { start: at, end: at }, text };
}

/** A change that takes a span away. */
export function removal(span: Span): TextChange {
  return { span, text: "" };
}

/** The text after the changes, which do not overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  let result = "";
  let at = 0;
  for (const { span, text: written } of [...changes].sort((a, b) => a.span.start - b.span.start)) {
    result += text.slice(at, span.start) + written;
    at = span.end;
  }
  return result + text.slice(at);
}
