/** Keeps a range at its text while the file is edited: moves it with the lines above it, drops it when an edit touches it. */
import type { ModelRange } from "../../../server/src/protocol";

export interface LineChange {
  /** What was replaced, in the text before the change. */
  range: ModelRange;
  /** What stands there now. */
  text: string;
}

/** A change as an editor sends it: its range and offset are those of the text before all changes of the same edit. */
export interface TextChange extends LineChange {
  /** In UTF-16 units, from 0. */
  rangeOffset: number;
  /** In UTF-16 units: how much is replaced. */
  rangeLength: number;
}

/** The range after one edit, whose changes are all meant in the text before it; `undefined` if one of them touched it. */
export function rangeAfter(
  range: ModelRange,
  changes: readonly Omit<TextChange, "rangeLength">[],
): ModelRange | undefined {
  return fromTheEnd(changes).reduce<ModelRange | undefined>(
    (moved, change) => moved && moveRange(moved, change),
    range,
  );
}

/** The text after one edit. */
export function textAfter(text: string, changes: readonly TextChange[]): string {
  return fromTheEnd(changes).reduce(
    (before, { rangeOffset, rangeLength, text: inserted }) =>
      before.slice(0, rangeOffset) + inserted + before.slice(rangeOffset + rangeLength),
    text,
  );
}

/** An editor sends changes in any order; from the end of the file upwards none of them moves another. */
function fromTheEnd<Change extends { rangeOffset: number }>(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => b.rangeOffset - a.rangeOffset);
}

/** The range after one change of the text; `undefined` if the change touched it, or what stands before it in its first line. */
export function moveRange(range: ModelRange, { range: changed, text }: LineChange): ModelRange | undefined {
  const isBehind =
    isBefore(range.end, changed.start) || (!isBefore(changed.start, range.end) && /^\r?\n/.test(text));
  if (isBehind) return range;
  if (isBefore(range.start, changed.end)) return undefined;
  const inserted = text.split("\n");
  const last = inserted.at(-1) ?? "";
  const lines = inserted.length - 1 - (changed.end.line - changed.start.line);
  // A change that ends in the range's own first line moves its first column as well.
  const endsHere = changed.end.line === range.start.line;
  const joinsLines =
    inserted.length === 1 && changed.start.line < changed.end.line && changed.start.character > 0;
  if (endsHere && (joinsLines || /\S/.test(last))) return undefined;
  const newEnd = (inserted.length === 1 ? changed.start.character : 0) + last.length;
  const columns = (line: number) =>
    endsHere && line === range.start.line ? newEnd - changed.end.character : 0;
  return {
    start: { line: range.start.line + lines, character: range.start.character + columns(range.start.line) },
    end: { line: range.end.line + lines, character: range.end.character + columns(range.end.line) },
  };
}

function isBefore(a: ModelRange["start"], b: ModelRange["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
