/**
 * A text inside of a file, which can be read and changed as if it were a file of its own. A change is made in the file only if the file
 * then says exactly the changed text.
 */
import type { Span } from "../../dockerfile/source";
import type { Decoded } from "./decoded";

/** A part of the text that is not written there, but comes from a variable. */
export interface Filled {
  readonly span: Span;
  /** It may be anything, because no file gives the variable. */
  readonly isOpen: boolean;
}

/** Where new text goes: the offset in the source, and what is around it in the text. */
export interface Spot {
  readonly at: number;
  readonly isLineStart: boolean;
  readonly isLineEnd: boolean;
}

/** A text as a file has it. */
export interface InlineText {
  /** The text of the file. */
  readonly source: string;
  /** The text; where it is a block, with all empty lines at its end. */
  readonly decoded: Decoded;
  /** What is filled in, in order. */
  readonly filled: readonly Filled[];
  /** Where a cursor is in the text, in the file. */
  readonly span: Span;
  /** The text consists of whole lines of the file. */
  readonly isBlock: boolean;
  /** New text as it is written at a spot; null where it cannot be written. */
  readonly encode: (text: string, spot: Spot) => string | null;
  /** The same text of the file after changes, which move an offset of it; null where that is no such text anymore. */
  readonly again: (source: string, move: (offset: number) => number) => InlineText | null;
}
