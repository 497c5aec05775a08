/** Several edits made one. */
import type { Edit, TextChange } from "./edit";

/**
 * The changes of edits, in the order of the document, without those of an edit that touches what one before it changes
 * otherwise. What several edits say alike is said once.
 */
export function mergeEdits(edits: readonly Edit[]): TextChange[] {
  const merged: TextChange[] = [];
  for (const { changes } of edits) {
    const places = changes.map(change => ({ change, at: placeOf(merged, change) }));
    if (places.some(({ change, at }) => at.isTaken && !isSame(merged[at.index], change))) continue;
    for (const { change } of places) {
      const { index, isTaken } = placeOf(merged, change);
      if (!isTaken) merged.splice(index, 0, change);
    }
  }
  return merged;
}

/** Where a change belongs among others, which are sorted, and whether one of them touches what it changes. */
function placeOf(sorted: readonly TextChange[], { span }: TextChange): { index: number; isTaken: boolean } {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.span.start ?? 0) < span.start) low = middle + 1;
    else high = middle;
  }
  const before = sorted[low - 1]?.span;
  const after = sorted[low]?.span;
  const touchesBefore = before !== undefined && before.end > span.start;
  const touchesAfter = after !== undefined && (after.start < span.end || after.start === span.start);
  return { index: low, isTaken: touchesBefore || touchesAfter };
}

function isSame(a: TextChange | undefined, b: TextChange): boolean {
  return a?.text === b.text && a.span.start === b.span.start && a.span.end === b.span.end;
}
