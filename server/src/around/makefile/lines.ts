/** The lines of a Makefile. */

/** A line with those that a backslash at its end joins to it, without the newline at its end. Offsets in the file. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** The lines of a text, in order. */
export function* linesOf(text: string): Generator<Line> {
  for (let start = 0; start < text.length;) {
    let end = text.indexOf("\n", start);
    while (end > 0 && /\\\r?$/.test(text.slice(Math.max(end - 2, start), end)))
      end = text.indexOf("\n", end + 1);
    if (end === -1) end = text.length;
    yield { start, end };
    start = end + 1;
  }
}
