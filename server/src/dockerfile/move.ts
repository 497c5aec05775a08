/**
 * Moving lines in place, when a version of a document is succeeded by the next: making thousands of new lines for each
 * keystroke would cost more than everything else together. Only `dockerfile.ts` moves lines, those that it hands on; what stands
in a line and is kept with it moves its own spans.
 */
import type { LogicalLine } from "./logicalLines";
import type { Span } from "./source";

type Movable<Fixed> = { -readonly [Key in keyof Fixed]: Fixed[Key] };

/** Adds to both ends of a span. */
export function moveSpan(span: Span, moved: number): void {
  const movable: Movable<Span> = span;
  movable.start += moved;
  movable.end += moved;
}

/** Adds to every document offset of a line. */
export function moveLine(line: LogicalLine, moved: number): void {
  const movable: Movable<LogicalLine> = line;
  moveSpan(line, moved);
  movable.from += moved;
  movable.next += moved;
  if (line.pieces.length > 0)
    movable.pieces = line.pieces.map((offset, i) => (i % 2 === 0 ? offset : offset + moved));
  for (const { span } of line.comments) moveSpan(span, moved);
  if (line.emptyContinuation) {
    moveSpan(line.emptyContinuation.last, moved);
    for (const blank of line.emptyContinuation.blanks) moveSpan(blank, moved);
  }
  for (const { body, terminator } of line.heredocs) {
    moveSpan(body, moved);
    if (terminator) moveSpan(terminator, moved);
  }
}
