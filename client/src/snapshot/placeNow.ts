/** Where something of a snapshot stands in the text as it is now, while a person goes on editing. */
import type { ModelRange } from "../../../server/src/protocol";
import { fileLines, writtenRange, type Snapshot } from "./snapshot";
import { rangeNow } from "./textVersions";

/**
 * The range in the file whose lines are `now`; undefined where an edit touched it, or where it is not over the same lines any more,
 * as in a file that was closed and is another one since. Nowhere is better than on a wrong line.
 */
export function placeNow(
  range: ModelRange,
  snapshot: Pick<Snapshot, "lines" | "at" | "inside">,
  now: readonly string[],
): ModelRange | undefined {
  const written = writtenRange(range, snapshot);
  const place = written && rangeNow(written, snapshot.at);
  if (written === undefined || place === undefined) return undefined;
  return textOf(place, now) === textOf(written, fileLines(snapshot)) ? place : undefined;
}

/** Zero-based lines, the last one included, from their first character that is no white space to their last. */
export function linesRange(first: number, last: number, lines: readonly string[]): ModelRange {
  return {
    start: { line: first, character: /\S/.exec(lines[first] ?? "")?.index ?? 0 },
    end: { line: last, character: (lines[last] ?? "").trimEnd().length },
  };
}

function textOf({ start, end }: ModelRange, lines: readonly string[]): string {
  const found = lines.slice(start.line, end.line + 1);
  found[found.length - 1] = (found.at(-1) ?? "").slice(0, end.character);
  found[0] = (found[0] ?? "").slice(start.character);
  return found.join("\n");
}
