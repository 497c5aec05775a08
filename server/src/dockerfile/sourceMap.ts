/** Maps spans between the text of a logical line and the document it was joined from. */
import type { LogicalLine } from "./logicalLines";
import { touches } from "./source";
import type { Span } from "./source";

/**
 * The document's span of a span in the line's text: from its first character to just after its last, with whatever
 * escapes, line ends and comments lie between them. An empty span keeps to the character before it, so that a cursor
 * behind `--from=` stays on that line.
 */
export function toDocument(line: LogicalLine, span: Span): Span {
  const end = span.end === 0 ? offsetOf(line, 0) : offsetOf(line, span.end - 1) + 1;
  return { start: span.start === span.end ? end : offsetOf(line, span.start), end };
}

/**
 * The offset in the line's text that a document offset stands at, or null where it stands on nothing of the text: in a
 * comment between the lines, behind the escape character, in a heredoc's body.
 */
export function toText(line: LogicalLine, documentOffset: number): number | null {
  const pieces = piecesOf(line);
  const length = line.instruction.text.length;
  for (let i = pieces.length - 2; i >= 0; i -= 2) {
    const textStart = pieces[i] ?? 0;
    const documentStart = pieces[i + 1] ?? 0;
    if (documentOffset < documentStart) continue;
    const offset = textStart + documentOffset - documentStart;
    return offset <= (pieces[i + 2] ?? length) ? offset : null;
  }
  return null;
}

/**
 * As {@link toText}, and also for an offset on a blank line of a continuation: the offset in the text at which something
 * written there would stand.
 */
export function toTextOrGap(line: LogicalLine, documentText: string, documentOffset: number): number | null {
  const at = toText(line, documentOffset);
  const body = line.heredocs[0]?.body.start ?? Infinity;
  if (at !== null || documentOffset >= body || documentOffset < line.start) return at;
  const start = documentText.lastIndexOf("\n", documentOffset - 1) + 1;
  const newline = documentText.indexOf("\n", documentOffset);
  const physical = documentText.slice(start, newline === -1 ? documentText.length : newline);
  if (physical.trim() !== "") return null;
  const pieces = piecesOf(line);
  for (let i = 3; i < pieces.length; i += 2)
    if ((pieces[i] ?? 0) > documentOffset) return pieces[i - 1] ?? null;
  return line.instruction.text.length;
}

/** The parts of the document that a span of the line's text stands on, one for each physical line. */
export function toDocumentParts(line: LogicalLine, span: Span): Span[] {
  const parts: Span[] = [];
  const pieces = piecesOf(line);
  const length = line.instruction.text.length;
  for (let i = 2 * pieceOf(pieces, span.start); i < pieces.length; i += 2) {
    const textStart = pieces[i] ?? 0;
    if (textStart >= span.end) break;
    const from = Math.max(span.start, textStart);
    const to = Math.min(span.end, pieces[i + 2] ?? length);
    const shift = (pieces[i + 1] ?? 0) - textStart;
    if (from < to) parts.push({ start: from + shift, end: to + shift });
  }
  return parts;
}

/**
 * Whether a document offset touches what a span of the line's text stands on. One that begins behind a line end is touched on
 * its own lines alone.
 */
export function touchesInDocument(line: LogicalLine, span: Span, documentOffset: number): boolean {
  return toDocumentParts(line, span).some(part => touches(part, documentOffset));
}

function piecesOf(line: LogicalLine): readonly number[] {
  return line.pieces.length > 0 ? line.pieces : [0, line.start];
}

function offsetOf(line: LogicalLine, textOffset: number): number {
  const { pieces } = line;
  if (pieces.length === 0) return line.start + textOffset;
  const piece = 2 * pieceOf(pieces, textOffset);
  return (pieces[piece + 1] ?? 0) + textOffset - (pieces[piece] ?? 0);
}

/** The number of the piece that an offset in the text stands in. */
function pieceOf(pieces: readonly number[], textOffset: number): number {
  let low = 0;
  let high = pieces.length / 2 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[2 * middle] ?? 0) <= textOffset) low = middle;
    else high = middle - 1;
  }
  return low;
}
