/** Several edits made one. */
import type { Edit, TextChange } from "./edit";

/**
 * The changes of edits, in the order of the document, without those of an edit that touches what one before it changes
 * otherwise. What several edits say alike is said once.
 */
export function mergeEdits(edits: readonly Edit[]): TextChange[] {
  let merged: TextChange[] = [];
  for (const { changes } of edits) {
    const places = changes.map(change => ({ change, at: placeOf(merged, change) }));
    if (places.some(({ change, at }) => at.isTaken && !isSame(merged[at.index], change))) continue;
    const added = withoutOverlaps(places.filter(({ at }) => !at.isTaken).map(({ change }) => change));
    const [first] = added;
    const last = merged.at(-1);
    if (!first) continue;
    // Nearly always the edits are in the order of the document.
    if (!last || last.span.start < first.span.start) merged.push(...added);
    else merged = inOrder(merged, added);
  }
  return merged;
}

/** Changes in the order of the document, without those that touch what one before changes. */
function withoutOverlaps(changes: readonly TextChange[]): TextChange[] {
  const kept: TextChange[] = [];
  for (const change of changes.toSorted((a, b) => a.span.start - b.span.start))
    if (!placeOf(kept.slice(-1), change).isTaken) kept.push(change);
  return kept;
}

/** Two lists in the order of the document made one. */
function inOrder(one: readonly TextChange[], other: readonly TextChange[]): TextChange[] {
  const all: TextChange[] = [];
  let next = 0;
  for (const change of one) {
    for (let added = other[next]; added && added.span.start < change.span.start; added = other[++next])
      all.push(added);
    all.push(change);
  }
  return [...all, ...other.slice(next)];
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
